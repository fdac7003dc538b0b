package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.rules.promql.Parsed;
import io.ringwatch.rules.promql.References;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.PrometheusDuration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the person who is called reads about the alerts of one pack. */
final class RunbookPage {
  private static final Pattern FIELD = Pattern.compile("\\{\\{([^}]*)}}");
  private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern COMMENT = Pattern.compile("(?m)\\s*#.*$");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Suite suite;
  private final RulePack pack;
  private final Pack spec;
  private final List<Silencing> silencings;
  private final Map<String, Checked> recorded = new HashMap<>();
  private final RunbookPanel panel;
  private final StringBuilder page = new StringBuilder();

  /**
   * @param silencings of all packs
   */
  RunbookPage(Suite suite, RulePack pack, Pack spec, List<Silencing> silencings) {
    this.suite = suite;
    this.pack = pack;
    this.spec = spec;
    this.silencings = silencings;
    this.panel = new RunbookPanel(suite.spec());
    pack.records().forEach(series -> recorded.put(series.name(), series.checked()));
  }

  String text() {
    page.append(Runbooks.header(pack.file()));
    page.append("# ").append(pack.name()).append("\n\n");
    page.append("All runbooks: [index](README.md). The rules: [").append(rules("")).append("](");
    page.append(rules("../../alerts/")).append(").\n\n").append(Runbooks.table(pack, ""));
    pack.rules().forEach(this::section);
    return page.toString();
  }

  private String rules(String folder) {
    return folder + pack.name() + ".rules.yml";
  }

  /** How long the condition holds before the alert fires, for people. */
  static String hold(Rule rule) {
    return rule.hold().isZero() ? "at once" : PrometheusDuration.format(rule.hold());
  }

  private void section(Rule rule) {
    var runbook = rule.runbook();
    page.append("\n## ").append(rule.name()).append("\n\n");
    page.append("> ").append(summary(rule)).append("\n\n");
    page.append(labels(rule)).append("\n\n");
    paragraph("Meaning", runbook.why());
    runbook.impact().ifPresent(impact -> paragraph("Impact", impact));
    condition(rule);
    rule.home().ifPresent(home -> paragraph("Dashboard", panel.link(home)));
    items("Diagnosis", runbook.diagnose().stream().map(command -> "- " + command));
    var steps = runbook.steps();
    items("Steps", IntStream.range(0, steps.size()).mapToObj(i -> (i + 1) + ". " + steps.get(i)));
    runbook.escalation().ifPresent(whom -> paragraph("Escalation", whom));
    items("Silenced", silenced(rule).stream().map(when -> "- " + when));
    page.setLength(page.length() - 1); // the blank line that parts blocks
  }

  /** {@code {{ or $labels.friendly_name $labels.public_key }}} is friendly_name or public_key. */
  private static String summary(Rule rule) {
    var summary = rule.annotations().getOrDefault("summary", rule.name());
    return FIELD.matcher(summary).replaceAll(field -> "*" + name(field.group(1)) + "*");
  }

  private static String name(String field) {
    return field.contains("$value")
        ? "value"
        : LABEL.matcher(field).results().map(r -> r.group(1)).collect(Collectors.joining(" or "));
  }

  private static String labels(Rule rule) {
    List<String> shown = new ArrayList<>();
    rule.labels().forEach((name, value) -> shown.add(name + " **" + value + "**"));
    shown.add(rule.hold().isZero() ? "fires at once" : "fires after **" + hold(rule) + "**");
    if (!rule.keepFiring().isZero()) {
      var kept = PrometheusDuration.format(rule.keepFiring());
      shown.add("goes on for **" + kept + "** when it is over");
    }
    return String.join(" · ", shown);
  }

  private void paragraph(String title, String text) {
    page.append("**").append(title).append(".** ").append(text.strip()).append("\n\n");
  }

  private void items(String title, Stream<String> items) {
    var list = items.map(String::strip).collect(Collectors.joining("\n"));
    if (!list.isEmpty()) {
      page.append("**").append(title).append("**\n\n").append(list).append("\n\n");
    }
  }

  /** As the spec words it, what its words stand for, and the PromQL that comes of it. */
  private void condition(Rule rule) {
    Map<String, String> words = new LinkedHashMap<>();
    var when = rule.when().map(Checked::written);
    when.ifPresent(written -> explain(written, words));
    if (when.isEmpty() || words.isEmpty()) {
      page.append("**Condition**\n");
    } else {
      paragraph("Condition", "`" + oneLine(when.get().text()) + "`, where");
      words.forEach((word, meaning) -> page.append("- `" + word + "` is " + meaning + "\n"));
    }
    page.append("\n```promql\n").append(rule.expr().strip()).append("\n```\n\n");
  }

  /**
   * Signals and recorded series first as they come, each with what it is made of; metrics explain
   * themselves.
   */
  private void explain(Parsed expression, Map<String, String> words) {
    var references = References.of(expression.expr());
    for (var name : references.names()) {
      var signal = Optional.ofNullable(pack.signals().get(name)).map(RulePack.Signal::checked);
      var series = Optional.ofNullable(recorded.get(name));
      var expr = signal.or(() -> series).map(Checked::written);
      if (expr.isPresent() && !words.containsKey(name)) {
        var kept = series.isPresent() ? ", recorded" : "";
        words.put(name, "`" + oneLine(expr.get().text()) + "`" + kept);
        explain(expr.get(), words);
      }
    }
    for (var name : references.parameters()) {
      words.put("$" + name, parameterText(parameter(name)));
    }
  }

  private static String parameterText(Pack.Param param) {
    var least = param.min().map(min -> ", at least " + min.written()).orElse("");
    var most = param.max().map(max -> ", at most " + max.written()).orElse("");
    var meaning = param.doc().map(doc -> ": " + doc.strip()).orElse("");
    return param.standard().written() + least + most + meaning;
  }

  private Pack.Param parameter(String name) {
    return Objects.requireNonNull(spec.params().get(name));
  }

  private static String oneLine(String expression) {
    var uncommented = COMMENT.matcher(expression).replaceAll("");
    return BLANKS.matcher(uncommented).replaceAll(" ").strip();
  }

  /** While what fires this alert tells nobody anything new. */
  private List<String> silenced(Rule rule) {
    Set<String> by = new TreeSet<>();
    for (var silencing : silencings) {
      if (silencing.silenced().contains(rule.name())) {
        by.add("while " + link(silencing.source()) + " fires" + same(silencing.equal()));
      }
    }
    List<String> silenced = new ArrayList<>(by);
    suite.spec().entry().alertmanager().ifPresent(config -> lesser(rule, config, silenced));
    return silenced;
  }

  private void lesser(Rule rule, Alertmanager config, List<String> silenced) {
    var severities = suite.spec().entry().severities();
    var worse = severities.subList(0, severities.indexOf(rule.labels().get("severity")));
    for (var set : config.severityInhibitions()) {
      var labels = set.stream().map(Placed::value).toList();
      if (!worse.isEmpty() && Silencing.labels(rule).containsAll(labels)) {
        silenced.add(
            "while an alert that is " + String.join(" or ", worse) + " fires" + same(labels));
      }
    }
  }

  private static String same(List<String> labels) {
    return " with the same " + String.join(", ", labels);
  }

  private String link(String alert) {
    var page =
        suite.packs().stream()
            .filter(p -> p.rules().stream().anyMatch(r -> r.name().equals(alert)))
            .map(p -> p.name().equals(pack.name()) ? "" : p.name() + ".md")
            .findFirst()
            .orElse("");
    return "[" + alert + "](" + page + "#" + Runbooks.anchor(alert) + ")";
  }
}
