package io.ringwatch.p2p.module;

import io.ringwatch.core.LabelSet;
import io.ringwatch.core.Metric;
import io.ringwatch.p2p.Document;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says where each sample of a document came from, what has no sample and why, and which keys of the
 * document nothing maps. The text is a valid exposition: what is said stands in comments.
 */
public final class Explanation implements Sink {

  private final StringBuilder samples = new StringBuilder();
  private final Set<String> troubles = new LinkedHashSet<>();

  private Explanation() {}

  /** Explains how a module maps a document. */
  public static String of(Mapper mapper, Document document) {
    var explanation = new Explanation();
    mapper.walk(document, explanation);
    var unmapped = new TreeSet<String>();
    new Unmapped(mapper.mapping().reads(), unmapped).search(document.root());
    return explanation.samples
        + listed("no sample:", explanation.troubles)
        + listed("nothing maps:", unmapped);
  }

  @Override
  public void sample(Metric metric, double value, LabelSet labels, Scope scope, String origin) {
    samples
        .append("# ")
        .append(source(scope, origin))
        .append('\n')
        .append(metric.name())
        .append(labels)
        .append(' ')
        .append(Coercion.plain(value))
        .append('\n');
  }

  @Override
  public void trouble(String name, Scope scope, String why) {
    var location = scope.location();
    troubles.add(name + (location.isEmpty() ? "" : " at " + printable(location)) + " " + why);
  }

  private static String source(Scope scope, String origin) {
    var location = printable(scope.location());
    return location.isEmpty() ? origin : location + ": " + origin;
  }

  /** Keys come from strangers and must not break a line. */
  private static String printable(String text) {
    var bounded = text.length() > 200 ? text.substring(0, 200) + "…" : text;
    return bounded.codePoints().anyMatch(Character::isISOControl)
        ? bounded.replaceAll("\\p{Cntrl}", " ")
        : bounded;
  }

  private static String listed(String title, Set<String> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    var bounded = List.copyOf(lines).subList(0, Math.min(lines.size(), 1000));
    return "# " + title + "\n#   " + String.join("\n#   ", bounded) + "\n";
  }
}
