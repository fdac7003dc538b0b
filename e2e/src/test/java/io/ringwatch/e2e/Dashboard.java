package io.ringwatch.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A committed dashboard in Grafana's classic JSON, as far as its queries go. */
record Dashboard(String title, JsonNode root) {
  private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*([a-zA-Z_]+)\\s*}}");
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((.*),\\s*([a-zA-Z_]+)\\)");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{([a-zA-Z_]+)(?::[a-z]+)?}|([a-zA-Z_]+))");

  /** What Grafana itself puts in, for a graph of the last minutes. */
  private static final Map<String, String> OWN =
      Map.of("__rate_interval", "15s", "__interval", "5s", "__range", "1m");

  /**
   * One query of one panel.
   *
   * @param ref Grafana's letter for it
   * @param unit what its values count, in Grafana's word
   */
  record Query(String panel, String ref, String expr, String legend, String unit) {
    /**
     * Whether a value can be meant in this unit: no instant shown as a duration, no percentage as a
     * ratio, no seconds where Grafana wants milliseconds.
     */
    boolean plausible(double value) {
      return switch (unit) {
        case "s" -> Math.abs(value) < 1e9;
        case "percentunit" -> value >= 0 && value <= 10;
        case "bytes", "Bps" -> value >= 0 && value < 1e15;
        case "dateTimeFromNow" -> value > 1e12 && value < 1e13;
        default -> !Double.isInfinite(value);
      };
    }

    /** The labels that the legend shows. */
    List<String> legendLabels() {
      return LEGEND.matcher(legend).results().map(m -> m.group(1)).toList();
    }
  }

  /**
   * From a panel to another dashboard.
   *
   * @param variables of the other one, each with the label that says what to choose
   */
  record Link(Panel panel, String uid, Map<String, String> variables) {
    private static final Pattern CHOICE =
        Pattern.compile("var-(\\w+)=\\$\\{__(?:data\\.fields|field\\.labels)\\W+(\\w+)");

    Link {
      variables = Map.copyOf(variables);
    }

    /** {@code /d/UID?${__url_time_range}&var-NAME=${__data.fields["LABEL"]:percentencode}}. */
    static Link of(Panel panel, String url) {
      var variables = new LinkedHashMap<String, String>();
      CHOICE.matcher(url).results().forEach(m -> variables.put(m.group(1), m.group(2)));
      return new Link(panel, url.replaceFirst("^/d/", "").replaceFirst("\\?.*", ""), variables);
    }
  }

  /** What the variables stand for, by name, with Grafana's own. */
  record Variables(Map<String, String> values) {
    Variables {
      values = Map.copyOf(values);
    }

    String fill(String promql) {
      return VARIABLE
          .matcher(promql)
          .replaceAll(m -> value(m.group(1) == null ? m.group(2) : m.group(1)));
    }

    /** The same with one value of a variable that has several. */
    Variables oneOf(String name) {
      var all = new LinkedHashMap<>(values);
      all.computeIfPresent(name, (_, several) -> several.replaceFirst("\\|.*", ""));
      return new Variables(all);
    }

    private String value(String name) {
      var value = OWN.getOrDefault(name, values.get(name));
      if (value == null) {
        throw new AssertionError("no variable $" + name + " among " + values.keySet());
      }
      return Matcher.quoteReplacement(value);
    }
  }

  /** All that stand in grafana/. */
  static List<Dashboard> committed() throws IOException {
    var json = new ObjectMapper();
    try (var files = Files.list(Servers.root().resolve("grafana"))) {
      return files
          .filter(f -> f.toString().endsWith(".json"))
          .sorted()
          .map(f -> of(json.readTree(f.toFile())))
          .toList();
    }
  }

  private static Dashboard of(JsonNode root) {
    return new Dashboard(root.get("title").asString(), root);
  }

  /** What its picture is named after, too. */
  String uid() {
    return root.get("uid").asString();
  }

  /** All, also those of the folded rows, and the rows themselves. */
  List<Panel> panels() {
    return panels(root).map(Panel::new).toList();
  }

  /** The variable for whose values, one by one, a panel's row is repeated. */
  Optional<String> repeatedBy(Panel panel) {
    return children(root, "panels")
        .filter(row -> children(row, "panels").anyMatch(panel.json()::equals))
        .flatMap(row -> row.path("repeat").asStringOpt().stream())
        .findFirst();
  }

  /** Those of all panels. */
  List<Query> queries() {
    return panels(root).flatMap(Dashboard::queries).toList();
  }

  /** Those of all panels. */
  List<Link> links() {
    return panels(root)
        .map(Panel::new)
        .flatMap(
            panel ->
                panel.json().path("fieldConfig").findParents("url").stream()
                    .map(link -> Link.of(panel, link.get("url").asString())))
        .toList();
  }

  private static Stream<JsonNode> panels(JsonNode parent) {
    return children(parent, "panels").flatMap(p -> Stream.concat(Stream.of(p), panels(p)));
  }

  private static Stream<Query> queries(JsonNode panel) {
    return children(panel, "targets")
        .map(
            target ->
                new Query(
                    panel.get("title").asString(),
                    target.get("refId").asString(),
                    target.get("expr").asString(),
                    target.path("legendFormat").asString(""),
                    new Panel(panel).unitOf(target.get("refId").asString())));
  }

  /** Asks for the values that each variable can have, in order: one may depend on those before. */
  Variables variables(PrometheusServer prometheus) {
    var known = new LinkedHashMap<String, String>();
    for (var variable : children(root.get("templating"), "list").toList()) {
      if (variable.get("type").asString().equals("query")) {
        var name = variable.get("name").asString();
        known.put(name, value(variable, new Variables(known), prometheus));
      }
    }
    return new Variables(known);
  }

  /** Of a variable for several values all of them, else the first. */
  private String value(JsonNode variable, Variables before, PrometheusServer prometheus) {
    var values = values(variable, before, prometheus);
    return variable.path("multi").asBoolean(false)
        ? values.stream().map(Pattern::quote).map(Dashboard::re2).collect(Collectors.joining("|"))
        : values.getFirst();
  }

  /** What people can choose for one of its variables. */
  List<String> values(String name, PrometheusServer prometheus) {
    return children(root.get("templating"), "list")
        .filter(v -> v.get("name").asString().equals(name))
        .findFirst()
        .map(v -> values(v, variables(prometheus), prometheus))
        .orElseThrow(() -> new AssertionError(title + " has no variable " + name));
  }

  private List<String> values(JsonNode variable, Variables before, PrometheusServer prometheus) {
    var query = variable.path("query").path("query").asString("");
    var asked = LABEL_VALUES.matcher(query);
    if (!asked.matches()) {
      throw new AssertionError(title + ": not label_values(METRIC, LABEL): " + query);
    }
    var promql = "count by (" + asked.group(2) + ") (" + before.fill(asked.group(1)) + ")";
    var values = new ArrayList<String>();
    prometheus.query(promql).forEach(sample -> values.add(sample.label(asked.group(2))));
    values.removeIf(String::isEmpty);
    if (values.isEmpty()) {
      throw new AssertionError(title + ": $" + variable.get("name") + " has no values: " + promql);
    }
    return values;
  }

  /** As Grafana writes a value into a matcher. */
  private static String re2(String quoted) {
    return quoted
        .substring(2, quoted.length() - 2)
        .replaceAll("([\\\\.+*?()|\\[\\]{}^$])", "\\\\\\\\$1");
  }

  private static Stream<JsonNode> children(JsonNode parent, String key) {
    return StreamSupport.stream(parent.path(key).spliterator(), false);
  }
}
