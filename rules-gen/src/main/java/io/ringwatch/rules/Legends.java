package io.ringwatch.rules;

import io.ringwatch.rules.DashboardQueries.Query;
import io.ringwatch.rules.DashboardSpec.Look;
import io.ringwatch.rules.promql.LabelMatcher;
import io.ringwatch.rules.promql.Labels;
import io.ringwatch.yaml.Placed;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stands for the series of panels. */
final class Legends {
  private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

  private final DashboardQueries queries;

  Legends(DashboardQueries queries) {
    this.queries = queries;
  }

  /** What stands for a series; {@code name} if its author says it. */
  String of(
      String name, DashboardSpec.Panel spec, Query query, Placed<DashboardSpec.Series> written) {
    var place = spec.legend().map(Placed::place).orElse(written.place());
    FIELD
        .matcher(name)
        .results()
        .forEach(r -> queries.labelExists(r.group(1), query.labels(), place, "legend"));
    if (spec.look() == Look.HEATMAP && query.labels().canHave("le")) {
      return "{{le}}";
    }
    return name.isEmpty() ? usualLegend(spec.title(), query.labels()) : name;
  }

  /** All labels but the job; the title if there are none. */
  private static String usualLegend(String title, Labels labels) {
    var all =
        labels.known().stream()
            .filter(l -> !l.equals(LabelMatcher.NAME) && !l.equals("job"))
            .sorted()
            .map(l -> "{{" + l + "}}")
            .collect(Collectors.joining(" "));
    return all.isEmpty() ? title : all;
  }
}
