package io.ringwatch.rules.grafana;

import java.util.List;
import java.util.Optional;

/**
 * One panel.
 *
 * @param id from 1, within its dashboard
 * @param name by which the spec calls it
 * @param field how values look for which the series says nothing else
 * @param links from labels of what it shows
 * @param repeat the variable for each of whose values it stands there once
 */
public record Panel(
    int id,
    String name,
    String title,
    String description,
    Visual visual,
    List<Series> series,
    Field field,
    List<DataLink> links,
    Cell cell,
    Optional<String> repeat) {
  public Panel {
    series = List.copyOf(series);
    links = List.copyOf(links);
  }

  /** The same in another place. */
  public Panel at(Cell place) {
    return new Panel(id, name, title, description, visual, series, field, links, place, repeat);
  }

  /**
   * One query.
   *
   * @param ref {@code A}, {@code B} …
   * @param name its legend, with {@code {{label}}}; in a table its column
   * @param shown false in a table where only the query's labels are of interest
   */
  public record Series(String ref, String name, String expr, Field field, boolean shown) {}

  /**
   * How values look.
   *
   * @param steps in rising order
   * @param meanings of single values
   */
  public record Field(Unit unit, List<Step> steps, List<Meaning> meanings) {
    /** Numbers as they are. */
    public static final Field PLAIN = new Field(Unit.NONE, List.of(), List.of());

    public Field {
      steps = List.copyOf(steps);
      meanings = List.copyOf(meanings);
    }
  }

  /**
   * From a value on another colour.
   *
   * @param from empty for the lowest
   */
  public record Step(Optional<Double> from, String color) {}

  /** {@code 0} is {@code down}, in red. */
  public record Meaning(String value, String text, String color) {}

  /** A place on the grid of 24 columns. */
  public record Cell(int x, int y, int width, int height) {}
}
