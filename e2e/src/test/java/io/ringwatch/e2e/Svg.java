package io.ringwatch.e2e;

import java.util.List;
import java.util.Locale;

/** An SVG picture in the making: boxes, lines and words in pixels from the upper left. */
final class Svg {
  static final String INK = "#d8d9da";
  static final String PALE = "#8e9199";
  static final String FRAME = "#2c3235";
  static final String PAPER = "#111217";
  static final String PANEL = "#181b1f";

  private static final double LETTER = 0.56;

  private final StringBuilder body = new StringBuilder();

  /** A place on the picture. */
  record Box(double x, double y, double width, double height) {
    Box inset(double left, double top, double right, double bottom) {
      return new Box(x + left, y + top, width - left - right, height - top - bottom);
    }

    double bottom() {
      return y + height;
    }

    double right() {
      return x + width;
    }
  }

  /** A filled box; one pixel at least, so that it is seen. */
  Svg box(Box box, String fill) {
    return add(
        String.format(
            Locale.ROOT,
            "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' rx='2' fill='%s'/>",
            box.x(),
            box.y(),
            Math.max(1, box.width()),
            Math.max(1, box.height()),
            fill));
  }

  Svg line(List<double[]> points, String colour, String style) {
    var path = new StringBuilder();
    for (var p : points) {
      path.append(
          String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", p[0], p[1]));
    }
    return add(
        String.format(
            Locale.ROOT, "<path d='%s' fill='none' stroke='%s' %s/>", path, colour, style));
  }

  Svg circle(double x, double y, double radius, String colour) {
    return add(
        String.format(
            Locale.ROOT,
            "<circle cx='%.1f' cy='%.1f' r='%.1f' fill='%s' stroke='%s' stroke-width='3'/>",
            x,
            y,
            radius,
            PANEL,
            colour));
  }

  /** Words that begin at a place, cut to a width. */
  Svg words(double x, double y, double size, String colour, String words, double width) {
    int most = (int) Math.max(1, width / (size * LETTER));
    var shown = words.length() > most ? words.substring(0, Math.max(1, most - 1)) + "…" : words;
    return add(
        String.format(
            Locale.ROOT,
            "<text x='%.1f' y='%.1f' font-size='%.0f' fill='%s'>%s</text>",
            x,
            y,
            size,
            colour,
            escaped(shown)));
  }

  /** Words around a place. */
  Svg centred(double x, double y, double size, String colour, String words) {
    return add(
        String.format(
            Locale.ROOT,
            "<text x='%.1f' y='%.1f' font-size='%.0f' fill='%s' text-anchor='middle'>%s</text>",
            x,
            y,
            size,
            colour,
            escaped(words)));
  }

  private Svg add(String element) {
    body.append(element).append('\n');
    return this;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  String page(double width, double height) {
    return String.format(
            Locale.ROOT,
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f'"
                + " font-family='Inter, Helvetica, Arial, sans-serif'>%n"
                + "<rect width='100%%' height='100%%' fill='%s'/>%n",
            width,
            height,
            PAPER)
        + body
        + "</svg>\n";
  }
}
