package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Panel.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Panels onto the grid, in reading order. A line holds panels of one height, as many as fit, and
 * those whose width nobody chose share what is left over.
 */
public final class Layout {
  /** Grafana's grid. */
  public static final int COLUMNS = 24;

  /**
   * What a panel takes.
   *
   * @param width if somebody chose it
   */
  public record Size(Optional<Integer> width, int usual, int height) {
    int columns() {
      return width.orElse(usual);
    }
  }

  private final List<Cell> cells = new ArrayList<>();
  private final List<Size> line = new ArrayList<>();
  private int y;

  private Layout() {}

  /** A cell for each, the first at the upper left. */
  public static List<Cell> of(List<Size> sizes) {
    var layout = new Layout();
    for (var size : sizes) {
      if (!layout.fits(size)) {
        layout.endLine();
      }
      layout.line.add(size);
    }
    layout.endLine();
    return List.copyOf(layout.cells);
  }

  private boolean fits(Size size) {
    return line.isEmpty()
        || (line.getFirst().height == size.height && used() + size.columns() <= COLUMNS);
  }

  private int used() {
    return line.stream().mapToInt(Size::columns).sum();
  }

  private void endLine() {
    int left = COLUMNS - used();
    int elastic = (int) line.stream().filter(s -> s.width.isEmpty()).count();
    int x = 0;
    for (var size : line) {
      int more = size.width.isEmpty() ? Math.ceilDiv(left, elastic--) : 0;
      left -= more;
      cells.add(new Cell(x, y, size.columns() + more, size.height));
      x += size.columns() + more;
    }
    y += line.isEmpty() ? 0 : line.getFirst().height;
    line.clear();
  }
}
