package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our reading of PromQL against that of real ones: {@code expressions.txt}, written by hand, and
 * generated ones. What differs on purpose stands in {@code differences.txt} with its reason.
 *
 * <p>Prometheus 2.42 is always asked itself. A Prometheus 3 is asked if one is unpacked as {@code
 * .servers/prometheus-3/prometheus}; its answers to the written ones are kept in {@code
 * prometheus-3.txt} for where there is none.
 */
class DifferentialTest {
  private static final Path CORPUS = Path.of("src/test/resources/promql");
  private static final Path KEPT = CORPUS.resolve("prometheus-3.txt");
  private static final String REFUSED = "refused";
  private static final String LINE_END = "⏎";
  private static final int GENERATED = 1_200;
  private static final Pattern RULE = Pattern.compile("rule \\d+, \"r:(\\d+)\"");

  @TempDir Path folder;

  @Test
  void prometheus242AcceptsAndPrintsTheSame() throws Exception {
    Places.promtool();
    var expressions = expressions(Dialect.PROMETHEUS_2_42);
    assertThat(expressions).hasSizeGreaterThan(2_000);
    var program = Places.servers().resolve("bin/prometheus");
    assertAgree(Dialect.PROMETHEUS_2_42, answers(program, expressions));
  }

  @Test
  void prometheus3AcceptsAndPrintsTheSame() throws Exception {
    var program = Places.servers().resolve("prometheus-3/prometheus");
    var dialect = Dialect.PROMETHEUS_3;
    if (!Files.isExecutable(program)) {
      assertAgree(dialect, kept());
      return;
    }
    var answers = answers(program, expressions(dialect));
    assertAgree(dialect, answers);
    if (Boolean.getBoolean("golden.update")) {
      answers.keySet().retainAll(written());
      Files.writeString(KEPT, lines(answers));
    }
  }

  @Test
  void promtool242RefusesTheSame() throws Exception {
    var promtool = Places.promtool();
    var expressions = List.copyOf(expressions(Dialect.PROMETHEUS_2_42));
    var file = Files.writeString(folder.resolve("corpus.rules.yml"), rules(expressions));
    var verdict = promtool.checkRules(List.of(file));
    var refused = RULE.matcher(verdict.text()).results().map(m -> m.group(1)).toList();
    Map<String, String> answers = new LinkedHashMap<>();
    for (int i = 0; i < expressions.size(); i++) {
      var ours = ours(expressions.get(i), Dialect.PROMETHEUS_2_42);
      boolean bad = refused.contains(Integer.toString(i));
      answers.put(expressions.get(i), bad ? REFUSED : ours.equals(REFUSED) ? "accepted" : ours);
    }
    assertThat(refused).hasSizeGreaterThan(300);
    assertAgree(Dialect.PROMETHEUS_2_42, answers);
  }

  private static String rules(List<String> expressions) {
    var text = new StringBuilder("groups:\n  - name: corpus\n    rules:\n");
    for (int i = 0; i < expressions.size(); i++) {
      text.append("      - {record: \"r:").append(i).append("\", expr: ");
      text.append(quoted(expressions.get(i))).append("}\n");
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                c > ' ' && c < 127 && c != '"' && c != '\\'
                    ? Character.toString(c)
                    : "\\U%08X".formatted(c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static Set<String> expressions(Dialect dialect) throws IOException {
    Set<String> all = new LinkedHashSet<>(written());
    var generator = new ExpressionGenerator(dialect);
    Stream.generate(generator::valid).limit(GENERATED).forEach(all::add);
    Stream.generate(generator::nearlyValid).limit(GENERATED).forEach(all::add);
    return all;
  }

  private static List<String> written() throws IOException {
    try (var lines = Files.lines(CORPUS.resolve("expressions.txt"))) {
      return lines.toList();
    }
  }

  private Map<String, String> answers(Path program, Set<String> expressions)
      throws IOException, InterruptedException {
    Map<String, String> answers = new LinkedHashMap<>();
    try (var server = PrometheusServer.start(program, folder)) {
      for (var expression : expressions) {
        answers.put(expression, server.format(expression).orElse(REFUSED));
      }
    }
    return answers;
  }

  private static String lines(Map<String, String> answers) {
    return answers.entrySet().stream()
        .map(a -> a.getKey() + "\t" + a.getValue().replace("\n", LINE_END) + "\n")
        .collect(Collectors.joining());
  }

  private static Map<String, String> kept() throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    try (var lines = Files.lines(KEPT)) {
      lines
          .map(l -> l.split("\t(?=[^\t]*$)"))
          .forEach(l -> answers.put(l[0], l[1].replace(LINE_END, "\n")));
    }
    return answers;
  }

  private static void assertAgree(Dialect dialect, Map<String, String> answers) throws IOException {
    List<String> unlisted = new ArrayList<>();
    var listed = differences(dialect);
    for (var answer : answers.entrySet()) {
      var ours = ours(answer.getKey(), dialect);
      if (!ours.equals(onOneLine(answer.getValue(), dialect))
          && !listed.contains(answer.getKey())) {
        unlisted.add(answer.getKey() + "\n  is  " + answer.getValue() + "\n  not " + ours);
      }
    }
    assertThat(unlisted).as("%s", dialect).isEmpty();
  }

  private static Set<String> differences(Dialect dialect) throws IOException {
    var release = dialect == Dialect.PROMETHEUS_3 ? "3" : "2.42";
    try (var lines = Files.lines(CORPUS.resolve("differences.txt"))) {
      return lines
          .filter(l -> l.startsWith(release + " | "))
          .map(l -> l.substring(release.length() + 3, l.lastIndexOf(" | ")))
          .collect(Collectors.toSet());
    }
  }

  /** Prometheus breaks what is longer than 100 characters into lines. */
  private static String onOneLine(String answer, Dialect dialect) {
    return answer.contains("\n") ? ours(answer, dialect) : answer;
  }

  private static String ours(String expression, Dialect dialect) {
    try {
      var printed = Promql.print(Promql.parse(expression, dialect), dialect);
      assertThat(Promql.print(Promql.parse(printed, dialect), dialect)).isEqualTo(printed);
      return printed;
    } catch (PromqlException e) {
      return REFUSED;
    }
  }
}
