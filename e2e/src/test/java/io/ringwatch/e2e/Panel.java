package io.ringwatch.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A panel of a dashboard in Grafana's classic JSON, as far as a picture needs it. */
record Panel(JsonNode json) {
  private static final List<String> PALETTE =
      List.of("#73bf69", "#5794f2", "#f2cc0c", "#ff9830", "#b877d9", "#37872d", "#e02f44");
  private static final Map<String, String> COLOURS =
      Map.of(
          "green", "#73bf69", "yellow", "#f2cc0c", "orange", "#ff9830", "red", "#f2495c", "blue",
          "#5794f2", "purple", "#b877d9", "text", "#d8d9da", "gray", "#8e9199");

  /** A value with its meaning: what is shown, and in which colour. */
  record Shown(String text, String colour) {}

  String type() {
    return json.get("type").asString();
  }

  String title() {
    return json.path("title").asString("");
  }

  /** A number out of {@code gridPos}: x, y, w, h. */
  int grid(String side) {
    return json.get("gridPos").get(side).asInt();
  }

  /** Lines of the grid that a closed row hides; 0 for an open one. */
  int closedHeight() {
    int below = grid("y") + 1;
    return json.path("panels")
        .valueStream()
        .map(Panel::new)
        .mapToInt(p -> p.grid("y") + p.grid("h") - below)
        .max()
        .orElse(0);
  }

  List<JsonNode> targets() {
    return StreamSupport.stream(json.path("targets").spliterator(), false).toList();
  }

  String text() {
    return json.path("options").path("content").asString("");
  }

  static String palette(int index) {
    return PALETTE.get(index % PALETTE.size());
  }

  static String colour(String name) {
    return name.startsWith("#")
        ? name
        : COLOURS.getOrDefault(
            name.replaceFirst("^(super-)?(semi-dark|dark|light)-", ""), PALETTE.getFirst());
  }

  /** The same for a column of a table, or a query by its letter, which may look otherwise. */
  Panel column(String title) {
    var copy = json.deepCopy();
    var defaults = (ObjectNode) copy.path("fieldConfig").path("defaults");
    for (var override : json.path("fieldConfig").path("overrides")) {
      if (override.path("matcher").path("options").asString("").equals(title)) {
        for (var property : override.path("properties")) {
          defaults.set(property.get("id").asString(), property.get("value"));
        }
      }
    }
    return new Panel(copy);
  }

  /** What stands above a column of a table. */
  String heading(String column) {
    return json.path("transformations")
        .valueStream()
        .map(t -> t.path("options").path("renameByName").path(column).asString(""))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(column);
  }

  /** What the values of a query count, in Grafana's word. */
  String unitOf(String ref) {
    var column = type().equals("table") ? column(heading("Value #" + ref)) : this;
    return column.defaults().path("unit").asString("none");
  }

  /** Whether words are shown in place of its values. */
  boolean mapsValues() {
    return !defaults().path("mappings").isEmpty();
  }

  private JsonNode defaults() {
    return json.path("fieldConfig").path("defaults");
  }

  /** The values at which colours change, upwards, each with its colour. */
  Map<Double, String> thresholds() {
    var steps = new TreeMap<Double, String>();
    for (var step : defaults().path("thresholds").path("steps")) {
      var value = step.path("value");
      steps.put(
          value.isNumber() ? value.asDouble() : Double.NEGATIVE_INFINITY,
          colour(step.get("color").asString()));
    }
    return steps;
  }

  Shown show(double value) {
    return mapped(value)
        .orElseGet(
            () -> {
              var below = ((TreeMap<Double, String>) thresholds()).floorEntry(value);
              return new Shown(unit(value), below == null ? palette(0) : below.getValue());
            });
  }

  private Optional<Shown> mapped(double value) {
    for (var mapping : defaults().path("mappings")) {
      var options = mapping.path("options");
      var hit = options.path(plain(value));
      if (hit.has("text")) {
        var colour = colour(hit.path("color").asString("text"));
        return Optional.of(new Shown(hit.get("text").asString(), colour));
      }
    }
    return Optional.empty();
  }

  private String unit(double value) {
    return switch (defaults().path("unit").asString("none")) {
      case "s" -> seconds(value);
      case "percentunit" -> plain(Math.round(value * 1000) / 10.0) + "%";
      case "bytes" -> scaled(value, 1024, "B");
      case "Bps", "binBps" -> scaled(value, 1024, "B/s");
      case "dateTimeFromNow" -> fromNow((value - Instant.now().toEpochMilli()) / 1e3);
      case "none" -> plain(Math.round(value * 100) / 100.0);
      default -> scaled(value, 1000, "");
    };
  }

  private static String fromNow(double seconds) {
    return seconds > 0 ? "in " + seconds(seconds) : seconds(-seconds) + " ago";
  }

  private static String seconds(double value) {
    if (Math.abs(value) < 1) {
      double millis = value * 1e3;
      boolean few = Math.abs(millis) < 10;
      return plain(few ? Math.round(millis * 1e3) / 1e3 : Math.round(millis)) + " ms";
    }
    var time = Duration.ofSeconds(Math.round(value));
    return time.toDays() > 1
        ? time.toDays() + " d"
        : time.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static String scaled(double value, int step, String unit) {
    var prefixes = new ArrayList<>(List.of("", "k", "M", "G", "T"));
    var rest = value;
    while (Math.abs(rest) >= step * 10 && prefixes.size() > 1) {
      rest /= step;
      prefixes.removeFirst();
    }
    var number = plain(Math.round(rest * 100) / 100.0);
    var written = prefixes.getFirst() + unit;
    return written.isEmpty() ? number : number + " " + written;
  }

  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
