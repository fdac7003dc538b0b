package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each dashboard is the same in both of Grafana's formats, read from the text of both: what lint
 * finds in the one holds for the other.
 */
class RenderingsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path EVERYTHING =
      Path.of("src/test/resources/golden/dashboards/expected/grafana/everything.json");

  /**
   * A panel in its row.
   *
   * @param queries by their letter, without the data source
   */
  private record Shown(
      String row,
      List<Integer> place,
      String repeat,
      String title,
      String description,
      String plugin,
      JsonNode fieldConfig,
      JsonNode options,
      Map<String, Map<String, String>> queries,
      List<String> transformations) {}

  private record Variable(
      String name, String label, String query, String all, boolean multi, boolean includeAll) {}

  @TestFactory
  Stream<DynamicTest> bothFormatsSayTheSame() throws IOException {
    try (var shipped = Files.list(Places.root().resolve("grafana"))) {
      var files = shipped.filter(f -> f.toString().endsWith(".json")).sorted().toList();
      return Stream.concat(files.stream(), Stream.of(EVERYTHING))
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f)));
    }
  }

  private static void compare(Path file) throws IOException {
    var classic = JSON.readTree(Files.readString(file));
    var v2 = JSON.readTree(Files.readString(file.resolveSibling("v2").resolve(file.getFileName())));
    var spec = v2.get("spec");
    assertThat(spec.get("title")).isEqualTo(classic.get("title"));
    assertThat(spec.get("tags")).isEqualTo(classic.get("tags"));
    assertThat(spec.get("links")).isEqualTo(classic.get("links"));
    assertThat(v2.get("metadata").get("name")).isEqualTo(classic.get("uid"));
    assertThat(annotations(spec)).isNotEmpty().isEqualTo(annotationsOf(classic));
    assertThat(variables(spec)).isNotEmpty().isEqualTo(variablesOf(classic));
    assertThat(panels(spec)).isNotEmpty().isEqualTo(panelsOf(classic));
  }

  private static List<String> annotationsOf(JsonNode classic) {
    return classic
        .get("annotations")
        .get("list")
        .valueStream()
        .map(a -> a.get("name").asString() + " " + a.get("expr").asString())
        .toList();
  }

  private static List<String> annotations(JsonNode v2) {
    return v2.get("annotations")
        .valueStream()
        .map(a -> a.get("spec"))
        .map(a -> a.get("name").asString() + " " + query(a).get("expr").asString())
        .toList();
  }

  private static JsonNode query(JsonNode holder) {
    assertThat(holder.get("query").get("datasource").get("name").asString())
        .isEqualTo("${datasource}");
    return holder.get("query").get("spec");
  }

  private static List<Variable> variablesOf(JsonNode classic) {
    return classic
        .get("templating")
        .get("list")
        .valueStream()
        .map(v -> variable(v, v.path("query").path("query").asString("")))
        .toList();
  }

  private static List<Variable> variables(JsonNode v2) {
    return v2.get("variables")
        .valueStream()
        .map(v -> v.get("spec"))
        .map(v -> variable(v, v.has("query") ? query(v).get("query").asString() : ""))
        .toList();
  }

  private static Variable variable(JsonNode json, String query) {
    return new Variable(
        json.get("name").asString(),
        json.get("label").asString(),
        query,
        json.path("allValue").asString(""),
        json.get("multi").asBoolean(),
        json.get("includeAll").asBoolean());
  }

  private static Map<Integer, Shown> panelsOf(JsonNode classic) {
    Map<Integer, Shown> panels = new TreeMap<>();
    var row = classic;
    for (var panel : classic.get("panels")) {
      if (panel.get("type").asString().equals("row")) {
        row = panel;
        for (var inside : panel.get("panels")) {
          panels.put(inside.get("id").asInt(), shown(inside, row));
        }
      } else {
        panels.put(panel.get("id").asInt(), shown(panel, row));
      }
    }
    return panels;
  }

  private static Shown shown(JsonNode panel, JsonNode row) {
    var at = panel.get("gridPos");
    int below = at.get("y").asInt() - row.get("gridPos").get("y").asInt() - 1;
    Map<String, Map<String, String>> queries = new TreeMap<>();
    for (var target : panel.path("targets")) {
      queries.put(target.get("refId").asString(), fields(target));
    }
    List<String> transformations = new ArrayList<>();
    panel
        .path("transformations")
        .forEach(t -> transformations.add(t.get("id").asString() + t.get("options")));
    return new Shown(
        heading(row, "collapsed", row.path("repeat").asString("")),
        List.of(at.get("x").asInt(), below, at.get("w").asInt(), at.get("h").asInt()),
        panel.path("repeat").asString(""),
        panel.get("title").asString(),
        panel.get("description").asString(),
        panel.get("type").asString(),
        panel.get("fieldConfig"),
        panel.get("options"),
        queries,
        transformations);
  }

  private static String heading(JsonNode row, String collapsed, String repeat) {
    return row.get("title").asString() + " " + row.get(collapsed).asBoolean() + " " + repeat;
  }

  /** All but the data source and the letter. */
  private static Map<String, String> fields(JsonNode query) {
    Map<String, String> fields = new TreeMap<>();
    query
        .propertyStream()
        .filter(f -> !f.getKey().equals("datasource") && !f.getKey().equals("refId"))
        .forEach(f -> fields.put(f.getKey(), f.getValue().toString()));
    return fields;
  }

  private static Map<Integer, Shown> panels(JsonNode v2) {
    Map<Integer, Shown> panels = new TreeMap<>();
    for (var row : v2.get("layout").get("spec").get("rows")) {
      for (var item : row.get("spec").get("layout").get("spec").get("items")) {
        var name = item.get("spec").get("element").get("name").asString();
        var panel = v2.get("elements").get(name).get("spec");
        panels.put(panel.get("id").asInt(), shown(panel, row.get("spec"), item.get("spec")));
      }
    }
    assertThat(panels).hasSize(v2.get("elements").size());
    return panels;
  }

  private static Shown shown(JsonNode panel, JsonNode row, JsonNode item) {
    var data = panel.get("data").get("spec");
    Map<String, Map<String, String>> queries = new TreeMap<>();
    for (var query : data.get("queries")) {
      var spec = query.get("spec");
      queries.put(spec.get("refId").asString(), fields(query(spec)));
    }
    List<String> transformations = new ArrayList<>();
    data.get("transformations")
        .forEach(
            t -> transformations.add(t.get("group").asString() + t.get("spec").get("options")));
    var look = panel.get("vizConfig");
    var place = Stream.of("x", "y", "width", "height").map(k -> item.get(k).asInt()).toList();
    return new Shown(
        heading(row, "collapse", row.path("repeat").path("value").asString("")),
        place,
        item.path("repeat").path("value").asString(""),
        panel.get("title").asString(),
        panel.get("description").asString(),
        look.get("group").asString(),
        look.get("spec").get("fieldConfig"),
        look.get("spec").get("options"),
        queries,
        transformations);
  }
}
