package io.ringwatch.rules;

import io.ringwatch.rules.Alertmanager.Route;
import io.ringwatch.yaml.Placed;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks that {@code alertmanager:} routes what there is: receivers, severities, owners, labels.
 */
final class Routing {
  private static final String OWNER = "owner";

  private final List<RulePack.Rule> rules;
  private final Alertmanager config;
  private final Findings findings;

  private Routing(Suite suite, Alertmanager config, Findings findings) {
    this.rules = suite.packs().stream().flatMap(pack -> pack.rules().stream()).toList();
    this.config = config;
    this.findings = findings;
  }

  static void check(Suite suite, Findings findings) {
    var entry = suite.spec().entry();
    entry
        .alertmanager()
        .ifPresent(config -> new Routing(suite, config, findings).check(entry.severities()));
  }

  private void check(List<String> severities) {
    receiver(config.receiver());
    config
        .severities()
        .forEach(
            (severity, route) -> {
              findings.known("unknown severity", severity, severities, route.place());
              route(route);
            });
    config.receivers().values().forEach(receiver -> receiver.webhook().ifPresent(this::webhook));
    config
        .watchdog()
        .ifPresent(
            watchdog -> {
              receiver(watchdog.receiver());
              known("watchdog: unknown alert", watchdog.alert(), names());
            });
    if (rules.stream().noneMatch(rule -> rule.expr().isEmpty())) {
      labelsExist(); // else a fault hides some labels
    }
  }

  private void labelsExist() {
    var labels = new TreeSet<>(Set.of("alertname"));
    rules.forEach(rule -> labels.addAll(Silencing.labels(rule)));
    config.groupBy().forEach(label -> known("group_by: no alert has the label", label, labels));
    config.severityInhibitions().forEach(set -> someHaveAll(set, labels));
  }

  private void webhook(Alertmanager.Webhook webhook) {
    Secretless.check("webhook", webhook.url(), webhook.place(), findings);
  }

  private void route(Route route) {
    receiver(route.receiver());
    var owners =
        rules.stream().flatMap(rule -> Optional.ofNullable(rule.labels().get(OWNER)).stream());
    var known = owners.distinct().toList();
    route
        .owners()
        .forEach(
            (owner, receiver) -> {
              findings.known("owners: no alert has the owner", owner, known, receiver.place());
              receiver(receiver);
            });
  }

  private void receiver(Placed<String> receiver) {
    known("unknown receiver", receiver, config.receivers().keySet());
  }

  /** Each label exists, and there are alerts of two severities that have the whole set. */
  private void someHaveAll(List<Placed<String>> set, Collection<String> labels) {
    var key = "severity_inhibitions: ";
    int before = findings.count();
    set.forEach(label -> known(key + "no alert has the label", label, labels));
    if (set.isEmpty()) {
      findings.add(config.place(), key + "a set without labels silences everything: name labels");
    }
    var wanted = set.stream().map(Placed::value).toList();
    long reached =
        rules.stream()
            .filter(rule -> Silencing.labels(rule).containsAll(wanted))
            .map(rule -> rule.labels().get("severity"))
            .distinct()
            .count();
    if (findings.count() == before && reached < 2) {
      var place = set.getFirst().place();
      findings.add(place, key + "no alerts of two severities have all these labels");
    }
  }

  private List<String> names() {
    return rules.stream().map(RulePack.Rule::name).toList();
  }

  private void known(String what, Placed<String> word, Collection<String> known) {
    findings.known(what, word.value(), known, word.place());
  }
}
