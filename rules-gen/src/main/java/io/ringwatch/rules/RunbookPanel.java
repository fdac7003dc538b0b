package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.rules.grafana.Dashboard;
import io.ringwatch.rules.grafana.Panel;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a runbook sends people to see what its alert is about: the page of its {@code
 * dashboard_url}, for all series, or, without Grafana's address, the file of the dashboard.
 */
final class RunbookPanel {
  private static final Pattern URL = Pattern.compile("(.*/d/([^?]+))(?:\\?viewPanel=(\\d+))?.*");

  private final Suite suite;

  RunbookPanel(Suite suite) {
    this.suite = suite;
  }

  /** Markdown; empty if no dashboard shows the alert. */
  Optional<String> of(Rule rule) {
    var url = URL.matcher(rule.annotations().getOrDefault("dashboard_url", ""));
    return url.matches()
        ? suite.dashboards().stream()
            .filter(dashboard -> dashboard.uid().equals(url.group(2)))
            .findFirst()
            .map(dashboard -> link(dashboard, url.group(1), Optional.ofNullable(url.group(3))))
        : Optional.empty();
  }

  private static String link(Dashboard dashboard, String page, Optional<String> id) {
    var address = page + id.map(number -> "?viewPanel=" + number).orElse("");
    var panel = id.flatMap(number -> panel(dashboard, number)).map(p -> ", panel " + p.title());
    return page.startsWith("/")
        ? "[%s](../../grafana/%s.json)%s: `%s`"
            .formatted(dashboard.title(), dashboard.name(), panel.orElse(""), address)
        : "[%s%s](%s)".formatted(dashboard.title(), panel.orElse(""), address);
  }

  private static Optional<Panel> panel(Dashboard dashboard, String id) {
    return dashboard.panels().stream().filter(p -> String.valueOf(p.id()).equals(id)).findFirst();
  }
}
