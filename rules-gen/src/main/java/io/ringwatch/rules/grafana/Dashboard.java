package io.ringwatch.rules.grafana;

import java.util.List;
import java.util.Optional;

/**
 * One dashboard, ready to be written.
 *
 * @param name of its file, without the ending
 * @param uid 8 to 40 characters, the same for ever: links name it
 * @param note where it comes from, for those who would edit it
 * @param refresh as Grafana writes it: {@code 30s}
 * @param range how far back it shows at first: {@code 6h}
 */
public record Dashboard(
    String name,
    String uid,
    String title,
    String description,
    String note,
    List<String> tags,
    Optional<String> refresh,
    String range,
    List<Variable> variables,
    List<Annotation> annotations,
    List<Link> links,
    List<Row> rows) {
  public Dashboard {
    tags = List.copyOf(tags);
    variables = List.copyOf(variables);
    annotations = List.copyOf(annotations);
    links = List.copyOf(links);
    rows = List.copyOf(rows);
  }

  /** Every panel, in order. */
  public List<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream()).toList();
  }

  /**
   * What people choose above the panels.
   *
   * @param query {@code label_values(up{job="x"}, instance)}
   * @param all what stands for every value: {@code .+}, or {@code .*} where a series may lack it
   */
  public record Variable(String name, String title, String query, String all) {}

  /**
   * Marks on the time axis.
   *
   * @param heading {@code {{label}}} is filled in
   * @param tags labels that are shown with it
   */
  public record Annotation(
      String name, String expr, String color, String heading, List<String> tags) {
    public Annotation {
      tags = List.copyOf(tags);
    }
  }

  /** To a page, or, where the address is empty, to all other dashboards that share a tag. */
  public record Link(String title, String url, List<String> tags) {
    public Link {
      tags = List.copyOf(tags);
    }
  }

  /**
   * Panels under one heading.
   *
   * @param repeat the variable for each of whose values the row stands there once
   * @param panels each in its place below the heading, from y = 0
   */
  public record Row(String title, boolean collapsed, Optional<String> repeat, List<Panel> panels) {
    public Row {
      panels = List.copyOf(panels);
    }

    /** Grid lines that its panels take. */
    int height() {
      return panels.stream().mapToInt(p -> p.cell().y() + p.cell().height()).max().orElse(0);
    }
  }
}
