package io.ringwatch.rules;

import io.ringwatch.yaml.Doc;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.PrometheusDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which targets Prometheus scrapes, and whom it tells of alerts. */
record Scraping(
    @Doc("How often targets are scraped, unless their job says so.") Duration interval,
    @Doc("How long a scrape may take (10s).") Optional<Duration> timeout,
    @Doc("How often rules are evaluated, unless their pack says so; as interval if empty.")
        Optional<Duration> evaluation,
    @Doc("Labels of everything that leaves this Prometheus.") Map<String, String> externalLabels,
    @Doc("HOST:PORT of each Alertmanager.") List<String> alertmanagers,
    @Doc("IPv4 networks; targets with an address in them get the label provider.")
        Map<String, List<Network>> providers,
    @Doc("Among how many Prometheus servers the targets are divided; each has a file of its own.")
        Optional<Integer> shards,
    Map<String, Job> jobs,
    Place place) {
  private static final String HOST_AND_PORT = "([^\\s/@:\\[\\]]+|\\[[0-9a-fA-F:.]+]):[0-9]{1,5}";
  private static final String LABEL = "[a-zA-Z][a-zA-Z0-9_]*|_[a-zA-Z0-9][a-zA-Z0-9_]*";

  Scraping {
    if (interval.isZero() || evaluation.filter(Duration::isZero).isPresent()) {
      throw new IllegalArgumentException("interval, evaluation: have to be more than 0");
    }
    if (shards.filter(n -> n < 1 || n > 1_000).isPresent()) {
      throw new IllegalArgumentException("shards: 1 to 1000");
    }
    hostsAndPorts("alertmanagers", alertmanagers);
    areLabels("external_labels", externalLabels);
  }

  /** One kind of targets. */
  record Job(
      Optional<Duration> interval,
      Optional<Duration> timeout,
      @Doc("/metrics if empty.") Optional<String> path,
      @Doc("HOST:PORT of each; with probe also names that the exporter knows.")
          List<String> targets,
      @Doc("URLs of target lists, such as serf_exporter's /sd.") List<String> httpSd,
      @Doc("Files with target lists; * stands for any name.") List<String> fileSd,
      @Doc("How the lists of http_sd are asked for.") Optional<Access> httpSdAccess,
      @Doc("Labels of all targets.") Map<String, String> labels,
      @Doc("Labels from those that discovery tells: node: __meta_serf_member.")
          Map<String, String> labelsFrom,
      @Doc("Where a metric has a label of the same name as its target, the metric's is kept.")
          Optional<Boolean> honorLabels,
      @Doc("The targets are read by an exporter's /probe.") Optional<Probe> probe,
      @Doc("How the targets, or the probing exporter, are asked.") Optional<Access> access,
      Place place) {
    Job {
      if (targets.isEmpty() && httpSd.isEmpty() && fileSd.isEmpty()) {
        throw new IllegalArgumentException("name its targets, http_sd or file_sd");
      }
      if (interval.filter(Duration::isZero).isPresent()) {
        throw new IllegalArgumentException("interval: has to be more than 0");
      }
      if (probe.isEmpty()) {
        hostsAndPorts("targets", targets);
      }
      areLabels("labels", labels);
      areLabels("labels_from", labelsFrom);
    }
  }

  /** An exporter that reads others, such as p2p_exporter. */
  record Probe(
      @Doc("Its HOST:PORT.") String exporter,
      @Doc("What it makes of the targets' documents.") Optional<String> module) {
    Probe {
      hostsAndPorts("exporter", List.of(exporter));
    }
  }

  /** TLS and a login, as the exporters' web configuration asks for; secrets are files. */
  record Access(
      Optional<Tls> tls,
      Optional<Alertmanager.Login> basicAuth,
      @Doc("A file with a bearer token.") Optional<String> credentialsFile) {
    Access {
      if (basicAuth.isPresent() && credentialsFile.isPresent()) {
        throw new IllegalArgumentException("basic_auth or credentials_file, not both");
      }
    }
  }

  /** HTTPS; without a file Prometheus trusts the system's authorities. */
  record Tls(
      Optional<String> caFile,
      @Doc("With key_file, a certificate of Prometheus itself.") Optional<String> certFile,
      Optional<String> keyFile,
      Optional<String> serverName) {}

  private static void hostsAndPorts(String key, List<String> addresses) {
    for (var address : addresses) {
      if (!address.matches(HOST_AND_PORT)) {
        boolean v6 = address.chars().filter(c -> c == ':').count() > 1 && !address.contains("/");
        throw new IllegalArgumentException(
            key + (v6 ? ": write [ADDRESS]:PORT" : ": write HOST:PORT"));
      }
    }
  }

  private static void areLabels(String key, Map<String, String> labels) {
    for (var label : labels.keySet()) {
      if (!label.matches(LABEL)) {
        throw new IllegalArgumentException(key + ": '" + label + "' cannot be a label");
      }
    }
  }

  /** What the packs count on: each says in its sample which job scrapes it. */
  static void check(Suite suite, Findings findings) {
    suite
        .spec()
        .entry()
        .prometheus()
        .ifPresent(
            scraping -> {
              scraping.jobs.values().forEach(job -> scraping.check(job, findings));
              suite.spec().packs().forEach(p -> scraping.oftenEnough(p, findings));
            });
  }

  private void check(Job job, Findings findings) {
    var pause = job.interval().orElse(interval);
    if (job.timeout().filter(t -> t.compareTo(pause) > 0).isPresent()) {
      findings.add(job.place(), "timeout: longer than " + PrometheusDuration.format(pause));
    }
    job.httpSd().forEach(url -> Secretless.check("http_sd", url, job.place(), findings));
  }

  private void oftenEnough(Spec.Included included, Findings findings) {
    var pack = included.pack();
    var name = pack.sample().getOrDefault("job", "");
    if (jobs.containsKey(name)) {
      var job = Objects.requireNonNull(jobs.get(name));
      var pause = job.interval().orElse(interval);
      if (pause.compareTo(pack.scrape()) > 0) {
        var needed = PrometheusDuration.format(pack.scrape());
        var found = PrometheusDuration.format(pause);
        var message = name + ": scraped every " + found + ", but " + included.file();
        findings.add(job.place(), message + " counts on every " + needed);
      }
    }
  }
}
