package io.ringwatch.rules.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code promql/mutations.txt}: expressions, and the faults that are made of each. */
class MutationsTest {
  private static final Path CORPUS = Path.of("src/test/resources/promql/mutations.txt");
  private static final Map<String, Metrics.Metric> KNOWN =
      Map.of(
          "ring_info", metric(Metrics.Type.INFO),
          "ring_members", metric(Metrics.Type.GAUGE));

  private static Metrics.Metric metric(Metrics.Type type) {
    return new Metrics.Metric(type, "none", Set.of("job", "status"));
  }

  @Test
  void theseFaultsAreMade() throws Exception {
    List<String> made = new ArrayList<>();
    for (var line : Files.readAllLines(CORPUS)) {
      if (!line.startsWith("  ")) {
        made.add(line);
        if (!line.startsWith("#")) {
          of(line).forEach(m -> made.add("  " + m.change()));
        }
      }
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.write(CORPUS, made);
    }
    assertThat(made).isEqualTo(Files.readAllLines(CORPUS));
  }

  @Test
  void eachFaultIsAnotherExpressionThatPrometheusAccepts() throws Exception {
    for (var line : expressions()) {
      var faults = of(line);
      assertThat(faults).extracting(Mutation::text).doesNotHaveDuplicates().doesNotContain(line);
      assertThat(faults).extracting(Mutation::change).doesNotHaveDuplicates();
      for (var fault : faults) {
        assertThat(Promql.parse(fault.text(), Dialect.PROMETHEUS_2_42)).isNotNull();
      }
    }
  }

  @Test
  void linesAndCommentsOfTheExpressionAreKept() throws PromqlException {
    assertThat(of("a # of b\n  > 1"))
        .first()
        .isEqualTo(
            new Mutation(
                "a # of b\n  >= 1",
                "a # of b > 1 → >= 1",
                "add a test exactly at the edge, and one just over it"));
  }

  private static List<String> expressions() throws IOException {
    return Files.readAllLines(CORPUS).stream()
        .filter(l -> !l.startsWith(" ") && !l.startsWith("#"))
        .toList();
  }

  private static List<Mutation> of(String text) throws PromqlException {
    return Mutations.of(text, name -> Optional.ofNullable(KNOWN.get(name)));
  }
}
