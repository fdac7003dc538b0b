package io.ringwatch.serf;

import io.ringwatch.core.ByteText;
import io.ringwatch.yaml.ConfigException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tags that may be shown, each with the label that shows it. Rings keep secrets in tags, so a
 * tag is shown only if it is named.
 *
 * @param byTag the label names by tag, in the order in which they were named
 */
record TagLabels(Map<String, String> byTag) {

  static final TagLabels NONE = new TagLabels(Map.of());

  private static final Pattern UNFIT = Pattern.compile("[^a-zA-Z0-9_]");
  private static final Pattern SECRET =
      Pattern.compile("auth|token|secret|passw|pwd|credential|private|key|psk");
  private static final Pattern PUBLIC = Pattern.compile("pub");

  /** Labels that the metrics or Prometheus use themselves. */
  private static final Set<String> TAKEN =
      Set.of(
          "member", "address", "port", "status", "protocol", "instance", "job", "le", "quantile");

  TagLabels {
    byTag = Collections.unmodifiableMap(new LinkedHashMap<>(byTag));
  }

  /**
   * Finds a label for each tag: characters that labels cannot have become {@code _}, and names that
   * are taken get {@code tag_} in front.
   *
   * @throws ConfigException if two tags come to the same label
   */
  static TagLabels of(List<String> tags) throws ConfigException {
    var byTag = new LinkedHashMap<String, String>();
    var byLabel = new LinkedHashMap<String, String>();
    for (var tag : tags) {
      var label = labelOf(tag);
      var other = byLabel.putIfAbsent(label, tag);
      if (other != null && !other.equals(tag)) {
        throw ConfigException.of(
            "--serf.tags: '%s' and '%s' both become the label %s (name one of them)"
                .formatted(other, tag, label));
      }
      byTag.put(tag, label);
    }
    return new TagLabels(byTag);
  }

  /** The tags, as {@link ByteText}. */
  List<String> tags() {
    return List.copyOf(byTag.keySet());
  }

  /** The labels, in the order of {@link #tags}. */
  List<String> labels() {
    return List.copyOf(byTag.values());
  }

  boolean shows(String tag) {
    return byTag.containsKey(tag);
  }

  /** The tags that look like secrets by their names. */
  List<String> suspects() {
    return byTag.keySet().stream().filter(TagLabels::looksSecret).toList();
  }

  private static boolean looksSecret(String tag) {
    var name = tag.toLowerCase(Locale.ROOT);
    return SECRET.matcher(name).find() && !PUBLIC.matcher(name).find();
  }

  private static String labelOf(String tag) throws ConfigException {
    if (tag.isEmpty()) {
      throw ConfigException.of("--serf.tags: an empty name (try --serf.tags=role,dc)");
    }
    var label = UNFIT.matcher(tag).replaceAll("_");
    boolean isFree =
        !TAKEN.contains(label) && !label.startsWith("__") && !Character.isDigit(label.charAt(0));
    return isFree ? label : "tag_" + label;
  }
}
