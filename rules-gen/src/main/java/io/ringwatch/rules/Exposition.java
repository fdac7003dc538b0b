package io.ringwatch.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a target answers at {@code /metrics}: Prometheus's text format 0.0.4, or OpenMetrics 1.0.
 * Values, timestamps and exemplars are read over.
 */
final class Exposition {
  /**
   * The series of one name, or of one histogram or summary.
   *
   * @param name with {@code _total} or {@code _info}, without {@code _bucket}, {@code _sum}, {@code
   *     _count}
   * @param type as the target says; {@code unknown} if it does not
   * @param labels all that any of its series has, but for {@code le} and {@code quantile}
   */
  record Family(String name, String type, String help, Set<String> labels) {}

  /** What is told of a family before its samples. */
  private static final class About {
    private String type = "unknown";
    private String help = "";
  }

  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)[ \t]*(\\{.*})?[ \t]+[-+0-9.a-zA-Z]+"
              + "([ \t]+-?[0-9.]+)?([ \t]+#.*)?");
  private static final Pattern LABEL =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\s*(,|$|})");
  private static final Pattern PART = Pattern.compile("_(bucket|sum|count)$");

  /** By the name as {@code # TYPE} writes it. */
  private final Map<String, About> told = new LinkedHashMap<>();

  private final Map<String, Set<String>> labels = new LinkedHashMap<>();

  private Exposition() {}

  /**
   * The families that have samples, in their order.
   *
   * @throws IllegalArgumentException with the first line that is neither a comment nor a sample
   */
  static List<Family> parse(String text) {
    var exposition = new Exposition();
    int number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (line.startsWith("#")) {
        exposition.comment(line);
      } else if (!line.isBlank() && !exposition.sample(line.strip())) {
        throw new IllegalArgumentException("line " + number + " is no sample of a metric");
      }
    }
    return exposition.families();
  }

  private void comment(String line) {
    var words = line.split("[ \t]+", 4);
    if (words.length < 3) {
      return;
    }
    var rest = words.length > 3 ? words[3] : "";
    switch (words[1]) {
      case "TYPE" -> about(words[2]).type = rest.strip();
      case "HELP" -> about(words[2]).help = unescaped(rest);
      default -> {}
    }
  }

  private About about(String name) {
    return told.computeIfAbsent(name, _ -> new About());
  }

  /** A line break becomes a space. */
  private static String unescaped(String help) {
    return help.replace("\\n", " ").replace("\\\"", "\"").replace("\\\\", "\\").strip();
  }

  private boolean sample(String line) {
    var match = SAMPLE.matcher(line);
    if (!match.matches()) {
      return false;
    }
    var there = labels.computeIfAbsent(family(match.group(1)), _ -> new LinkedHashSet<>());
    var braces = Optional.ofNullable(match.group(2)).orElse("{}");
    var label = LABEL.matcher(braces);
    for (int at = 1; label.region(at, braces.length()).lookingAt(); at = label.end()) {
      there.add(label.group(1));
    }
    return true;
  }

  /** The histogram or summary that this name is a part of, or the name. */
  private String family(String name) {
    var whole = PART.matcher(name).replaceFirst("");
    return isDistribution(type(whole)) ? whole : name;
  }

  private static boolean isDistribution(String type) {
    return type.equals("histogram") || type.equals("summary");
  }

  private String type(String name) {
    return tell(name).type;
  }

  /** OpenMetrics leaves the ending of a counter or an info out of {@code # TYPE}. */
  private About tell(String name) {
    return Optional.ofNullable(told.get(name))
        .or(() -> Optional.ofNullable(told.get(name.replaceFirst("_(total|info)$", ""))))
        .orElseGet(About::new);
  }

  private List<Family> families() {
    List<Family> families = new ArrayList<>();
    labels.forEach(
        (name, found) -> {
          var about = tell(name);
          found.remove(about.type.equals("histogram") ? "le" : "");
          found.remove(about.type.equals("summary") ? "quantile" : "");
          families.add(new Family(name, about.type, about.help, found));
        });
    return families;
  }
}
