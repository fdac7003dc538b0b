package io.ringwatch.rules;

import io.ringwatch.rules.Scraping.Access;
import io.ringwatch.rules.Scraping.Job;
import io.ringwatch.yaml.PrometheusDuration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code alerts/prometheus.yml}, the configuration of Prometheus 2.42 and later that scrapes what
 * the rules read; with shards {@code prometheus-0.yml} and so on.
 */
final class PrometheusFile {
  private final Suite suite;
  private final Scraping config;
  private final int shard;
  private final YamlText yaml = new YamlText();

  private PrometheusFile(Suite suite, Scraping config, int shard) {
    this.suite = suite;
    this.config = config;
    this.shard = shard;
  }

  static Map<String, String> files(Suite suite) {
    Map<String, String> files = new LinkedHashMap<>();
    suite
        .spec()
        .entry()
        .prometheus()
        .ifPresent(
            config -> {
              int shards = config.shards().orElse(1);
              for (int shard = 0; shard < shards; shard++) {
                var name = shards == 1 ? "prometheus" : "prometheus-" + shard;
                var file = new PrometheusFile(suite, config, shard);
                files.put("alerts/" + name + ".yml", file.text());
              }
            });
    return files;
  }

  private String text() {
    yaml.comment(Output.header(suite.file()));
    yaml.line(0, "global:");
    yaml.entry(1, "scrape_interval", PrometheusDuration.format(config.interval()));
    config.timeout().ifPresent(t -> yaml.entry(1, "scrape_timeout", PrometheusDuration.format(t)));
    var evaluation = config.evaluation().orElse(config.interval());
    yaml.entry(1, "evaluation_interval", PrometheusDuration.format(evaluation));
    yaml.mapping(1, "external_labels", config.externalLabels());
    yaml.list(0, "rule_files", List.of("*.rules.yml"));
    if (!config.alertmanagers().isEmpty()) {
      yaml.line(0, "alerting:").line(1, "alertmanagers:").line(2, "- static_configs:");
      yaml.list(4, "- targets", config.alertmanagers());
    }
    yaml.line(0, "scrape_configs:");
    config.jobs().forEach(this::job);
    return yaml.toString();
  }

  private void job(String name, Job job) {
    yaml.entry(1, "- job_name", name);
    job.interval().ifPresent(i -> yaml.entry(2, "scrape_interval", PrometheusDuration.format(i)));
    job.timeout().ifPresent(t -> yaml.entry(2, "scrape_timeout", PrometheusDuration.format(t)));
    job.honorLabels().ifPresent(honored -> yaml.line(2, "honor_labels: " + honored));
    path(job).ifPresent(path -> yaml.entry(2, "metrics_path", path));
    module(job).ifPresent(module -> yaml.line(2, "params:").list(3, "module", List.of(module)));
    if (job.access().flatMap(Access::tls).isPresent()) {
      yaml.entry(2, "scheme", "https");
    }
    access(2, job.access());
    if (!job.httpSd().isEmpty()) {
      yaml.line(2, "http_sd_configs:");
    }
    for (var url : job.httpSd()) {
      yaml.entry(3, "- url", url);
      access(4, job.httpSdAccess());
    }
    if (!job.fileSd().isEmpty()) {
      yaml.line(2, "file_sd_configs:").list(3, "- files", job.fileSd());
    }
    if (!job.targets().isEmpty()) {
      yaml.line(2, "static_configs:").list(3, "- targets", job.targets());
    }
    relabelling(job);
  }

  private static Optional<String> path(Job job) {
    return job.path().or(() -> job.probe().map(_ -> "/probe"));
  }

  private static Optional<String> module(Job job) {
    return job.probe().flatMap(Scraping.Probe::module);
  }

  private void access(int depth, Optional<Access> access) {
    access.flatMap(Access::tls).ifPresent(tls -> tls(depth, tls));
    access
        .flatMap(Access::basicAuth)
        .ifPresent(
            login -> {
              yaml.line(depth, "basic_auth:").entry(depth + 1, "username", login.username());
              yaml.entry(depth + 1, "password_file", login.passwordFile());
            });
    access
        .flatMap(Access::credentialsFile)
        .ifPresent(
            file -> yaml.line(depth, "authorization:").entry(depth + 1, "credentials_file", file));
  }

  private void tls(int depth, Scraping.Tls tls) {
    Map<String, String> files = new LinkedHashMap<>();
    tls.caFile().ifPresent(file -> files.put("ca_file", file));
    tls.certFile().ifPresent(file -> files.put("cert_file", file));
    tls.keyFile().ifPresent(file -> files.put("key_file", file));
    tls.serverName().ifPresent(name -> files.put("server_name", name));
    yaml.mapping(depth, "tls_config", files);
  }

  /** The provider and the shard go by a target's own address, so the probe's comes last. */
  private void relabelling(Job job) {
    if (job.labels().isEmpty()
        && job.labelsFrom().isEmpty()
        && job.probe().isEmpty()
        && config.providers().isEmpty()
        && config.shards().orElse(1) == 1) {
      return;
    }
    yaml.line(2, "relabel_configs:");
    job.labels().forEach((label, value) -> replace("", "", label, value));
    job.labelsFrom().forEach((label, from) -> replace(from, "", label, ""));
    config.providers().forEach(this::provider);
    config.shards().filter(n -> n > 1).ifPresent(this::shard);
    job.probe()
        .ifPresent(
            probe -> {
              replace("__address__", "", "__param_target", "");
              replace("__param_target", "", "instance", "");
              replace("", "", "__address__", probe.exporter());
            });
  }

  private void provider(String name, List<Network> networks) {
    var addresses =
        networks.stream().map(Network::regex).collect(Collectors.joining("|", "(?:", ")"));
    replace("__address__", addresses + "(?::[0-9]+)?", "provider", name);
  }

  /** Anything empty is left out. */
  private void replace(String from, String regex, String label, String value) {
    yaml.entry(3, "- target_label", label);
    if (!from.isEmpty()) {
      yaml.list(4, "source_labels", List.of(from));
    }
    if (!regex.isEmpty()) {
      yaml.entry(4, "regex", regex);
    }
    if (!value.isEmpty()) {
      yaml.entry(4, "replacement", value.replace("$", "$$"));
    }
  }

  private void shard(int shards) {
    yaml.list(3, "- source_labels", List.of("__address__")).entry(4, "target_label", "__tmp_shard");
    yaml.line(4, "modulus: " + shards).entry(4, "action", "hashmod");
    yaml.list(3, "- source_labels", List.of("__tmp_shard"));
    yaml.line(4, "regex: '" + shard + "'").entry(4, "action", "keep");
  }
}
