package io.ringwatch.rules;

import io.ringwatch.yaml.Doc;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The same rules for who evaluates them elsewhere than Prometheus itself; each as asked for. */
record Rulers(
    @Doc("A PrometheusRule a pack, in alerts/kubernetes/.") Optional<Kubernetes> kubernetes,
    @Doc("One file for mimirtool rules load (Mimir, Cortex, Loki's ruler).") Optional<Mimir> mimir,
    @Doc("One file for thanos rule.") Optional<Thanos> thanos) {
  private static final String DNS_NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  record Kubernetes(
      @Doc("That of kubectl if empty.") Optional<String> namespace,
      @Doc("What the Prometheus operator selects by, such as release: prometheus.")
          Map<String, String> labels) {
    Kubernetes {
      if (namespace.filter(n -> !n.matches(DNS_NAME)).isPresent()) {
        throw new IllegalArgumentException("namespace: small letters, digits and dashes");
      }
    }
  }

  record Mimir(@Doc("The namespace that all groups are loaded into.") String namespace) {}

  record Thanos(
      @Doc("What an unreachable store means: abort the evaluation, or only warn.")
          PartialResponse partialResponse) {}

  /** What Thanos does when a part of the data is missing. */
  enum PartialResponse {
    ABORT,
    WARN
  }

  static Map<String, String> files(Suite suite) {
    Map<String, String> files = new LinkedHashMap<>();
    suite.spec().entry().rulers().ifPresent(rulers -> rulers.render(suite, files));
    return files;
  }

  private void render(Suite suite, Map<String, String> files) {
    for (var pack : suite.packs()) {
      kubernetes.ifPresent(
          k -> files.put("alerts/kubernetes/" + pack.name() + ".yaml", rule(k, pack)));
    }
    mimir.ifPresent(m -> files.put("alerts/mimir.yaml", namespace(m, suite)));
    thanos.ifPresent(t -> files.put("alerts/thanos.yaml", groups(t, suite)));
  }

  private static String rule(Kubernetes kubernetes, RulePack pack) {
    var yaml = new YamlText().comment(Output.header(pack.file()));
    yaml.entry(0, "apiVersion", "monitoring.coreos.com/v1").entry(0, "kind", "PrometheusRule");
    yaml.line(0, "metadata:").entry(1, "name", "ringwatch-" + pack.name().replace('_', '-'));
    kubernetes.namespace().ifPresent(n -> yaml.entry(1, "namespace", n));
    yaml.mapping(1, "labels", kubernetes.labels()).line(0, "spec:").line(1, "groups:");
    RulesFile.group(yaml, 2, pack);
    return yaml.toString();
  }

  private static String namespace(Mimir mimir, Suite suite) {
    var yaml = new YamlText().comment(Output.header(suite.file()));
    yaml.entry(0, "namespace", mimir.namespace()).line(0, "groups:");
    suite.packs().forEach(pack -> RulesFile.group(yaml, 1, pack));
    return yaml.toString();
  }

  private static String groups(Thanos thanos, Suite suite) {
    var strategy = thanos.partialResponse().name().toLowerCase(Locale.ROOT);
    var yaml = new YamlText().comment(Output.header(suite.file())).line(0, "groups:");
    for (var pack : suite.packs()) {
      RulesFile.group(yaml, 1, pack);
      yaml.entry(2, "partial_response_strategy", strategy);
    }
    return yaml.toString();
  }
}
