package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.e2e.GrafanaCode.Column;
import io.ringwatch.e2e.GrafanaCode.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What has to hold of a panel as Grafana's own code shows it. */
record PanelClaims(Panel panel, Shown shown) {
  private static final Set<String> UNNAMED = Set.of("Time", "Value");
  private static final Pattern NO_READING = Pattern.compile("NaN|Infinity|undefined|Invalid|null");
  private static final Predicate<String> NUMBER =
      Pattern.compile("[-+]?[0-9.]+").asMatchPredicate();
  private static final Pattern FIELD = Pattern.compile("__data\\.fields\\[\"([^\"]+)\"\\]");

  void hold() {
    assertThat(shown.unknown()).as("what Grafana does not know").isEmpty();
    assertThat(shown.idle()).as("overrides that concern no field").isEmpty();
    assertThat(shown.frames()).isNotEmpty();
    columns()
        .forEach(
            column ->
                assertThat(column.cells())
                    .as(column.name())
                    .noneMatch(c -> NO_READING.matcher(c).find()));
    switch (panel.type()) {
      case "table" -> isTable();
      case "nodeGraph" -> isGraph();
      default -> hasLegends();
    }
  }

  private Stream<Column> columns() {
    return shown.frames().stream().flatMap(List::stream);
  }

  /** One, every column of which has a heading, and no row of which stands twice. */
  private void isTable() {
    assertThat(shown.frames()).as("joined into one table").hasSize(1);
    var columns = shown.frames().getFirst();
    var names = columns.stream().map(Column::name).toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .noneMatch(name -> UNNAMED.contains(name) || name.startsWith("Value #"));
    var values =
        panel.targets().stream()
            .map(target -> panel.heading("Value #" + target.get("refId").asString()))
            .collect(Collectors.toSet());
    var keys = columns.stream().filter(column -> !values.contains(column.name())).toList();
    assertThat(rows(keys)).as("rows by %s", names).doesNotHaveDuplicates();
    linksName(columns);
  }

  private static List<List<String>> rows(List<Column> columns) {
    int rows = columns.stream().mapToInt(c -> c.cells().size()).max().orElse(0);
    return IntStream.range(0, rows)
        .mapToObj(row -> columns.stream().map(c -> c.cells().get(row)).toList())
        .toList();
  }

  /** A link may name a column as it is headed, or as it was before. */
  private void linksName(List<Column> columns) {
    var names = columns.stream().flatMap(c -> Stream.of(c.field(), c.name())).toList();
    for (var link : columns.stream().flatMap(c -> c.links().stream()).toList()) {
      var fields = FIELD.matcher(link).results().map(m -> m.group(1)).toList();
      assertThat(names).as("columns that %s names", link).containsAll(fields);
    }
  }

  /** Every edge joins two of the nodes. */
  private void isGraph() {
    var nodes = cells("id", "title");
    assertThat(nodes).isNotEmpty();
    assertThat(cells("source", "target")).isNotEmpty().isSubsetOf(nodes);
    assertThat(cells("target", "source")).isNotEmpty().isSubsetOf(nodes);
  }

  /** The cells of a column of the frame that has the other column, too. */
  private List<String> cells(String name, String beside) {
    List<String> cells = new ArrayList<>();
    for (var frame : shown.frames()) {
      var names = frame.stream().map(Column::name).toList();
      if (names.contains(name) && names.contains(beside)) {
        cells.addAll(frame.get(names.indexOf(name)).cells());
      }
    }
    return cells;
  }

  /** Every line is told from the others; where values stand for words, all do. */
  private void hasLegends() {
    var lines = columns().filter(column -> !column.name().equals("Time")).toList();
    assertThat(lines).isNotEmpty();
    var names = lines.stream().map(Column::name).toList();
    assertThat(names).noneMatch(name -> name.isBlank() || name.startsWith("{"));
    if (names.size() > 1 && !panel.type().equals("heatmap")) {
      assertThat(names).doesNotHaveDuplicates();
    }
    if (panel.mapsValues()) {
      lines.forEach(line -> assertThat(line.cells()).as(line.name()).noneMatch(NUMBER));
    }
  }
}
