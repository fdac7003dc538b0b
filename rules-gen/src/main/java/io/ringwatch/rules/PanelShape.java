package io.ringwatch.rules;

import io.ringwatch.rules.DashboardSpec.Look;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which keys of a panel go with which look. */
final class PanelShape {
  /** Grafana's names, as far as they are legible on light and dark. */
  static final List<String> COLORS =
      Stream.concat(
              Stream.of("text", "transparent"),
              Stream.of("green", "yellow", "orange", "red", "blue", "purple")
                  .flatMap(c -> Stream.of(c, "light-" + c, "semi-dark-" + c, "dark-" + c)))
          .toList();

  private static final Set<Look> WITHOUT_QUERIES = Set.of(Look.TEXT, Look.ALERT_LIST);

  /** A heatmap's cells have no labels but the bucket. */
  private static final Set<Look> OF_SERIES =
      EnumSet.complementOf(EnumSet.of(Look.TEXT, Look.ALERT_LIST, Look.HEATMAP));

  private final DashboardSpec.Panel panel;
  private final Findings findings;

  PanelShape(DashboardSpec.Panel panel, Findings findings) {
    this.panel = panel;
    this.findings = findings;
  }

  void check() {
    only("by", !panel.by().isEmpty(), Set.of(Look.TABLE));
    only("bring", !panel.bring().isEmpty(), Set.of(Look.TABLE));
    only("names", !panel.names().isEmpty(), Set.of(Look.TABLE));
    only("text", panel.text().isPresent(), Set.of(Look.TEXT));
    only("open", !panel.open().isEmpty(), OF_SERIES);
    only("stack", panel.stack().isPresent(), Set.of(Look.TIMESERIES));
    only("min", panel.min().isPresent(), Set.of(Look.GAUGE));
    only("max", panel.max().isPresent(), Set.of(Look.GAUGE));
    queries();
    needed();
  }

  private void only(String key, boolean given, Set<Look> looks) {
    if (given && !looks.contains(panel.look())) {
      add(key + ": not of a panel that is shown as " + name(panel.look()));
    }
  }

  private void queries() {
    boolean several = !panel.series().isEmpty();
    boolean one = panel.show().isPresent();
    if (WITHOUT_QUERIES.contains(panel.look())) {
      if (one || several) {
        add("'" + name(panel.look()) + "' shows no series: drop the queries");
      }
    } else if (!one && !several) {
      add("'show' is missing: say what the panel shows, or give several as 'series'");
    } else if (one && several) {
      add("'show' and 'series': give one of them");
    }
    if (panel.legend().isPresent() && !one) {
      add("legend: the keys of 'series' are the legends");
    }
    if (panel.series().size() + panel.bring().size() > 26) {
      add("series: more than 26 are not legible");
    }
  }

  private void needed() {
    if (panel.look() == Look.TEXT && panel.text().isEmpty()) {
      add("'text' is missing");
    }
    if (panel.look() == Look.TABLE && (panel.by().isEmpty() || panel.series().isEmpty())) {
      add("a table needs 'by', its labels, and 'series', its columns");
    }
    if (panel.look() == Look.NODE_GRAPH
        && !List.copyOf(panel.series().keySet()).equals(List.of("nodes", "edges"))) {
      add("a node graph needs two series: nodes, then edges");
    }
  }

  private void add(String message) {
    findings.add(panel.place(), message);
  }

  static String name(Look look) {
    return look.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
