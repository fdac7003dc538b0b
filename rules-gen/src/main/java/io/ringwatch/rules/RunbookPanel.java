package io.ringwatch.rules;

import io.ringwatch.rules.AlertPanels.Home;

/** Where a runbook sends people to see what its alert is about. */
final class RunbookPanel {
  private final String grafana;

  RunbookPanel(Spec spec) {
    this.grafana = AlertLinks.grafana(spec);
  }

  /** Markdown, for all series; without Grafana's address it leads to the dashboard's file. */
  String link(Home home) {
    var dashboard = home.dashboard();
    var title = dashboard.title();
    var panel = home.shown().map(shown -> ", panel " + shown.title()).orElse("");
    var view = home.id().map(id -> "?viewPanel=" + id).orElse("");
    var page = grafana + "/d/" + dashboard.uid().value() + view;
    return grafana.isEmpty()
        ? "[%s](../../grafana/%s.json)%s: `%s`"
            .formatted(title, dashboard.dashboard().value(), panel, page)
        : "[%s%s](%s)".formatted(title, panel, page);
  }
}
