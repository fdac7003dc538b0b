package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages that alerts link to. */
class RunbooksTest {
  private static final Path SPEC = Places.root().resolve("rules-gen/spec/ringwatch.yaml");
  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/operations/spec/entry.yaml");
  private static final Pattern LINK = Pattern.compile("]\\(([\\w./-]*)(?:#([\\w-]+))?\\)");

  @Test
  void everyRunbookUrlLeadsToTheSectionOfItsAlert() throws ConfigException {
    for (var spec : List.of(SPEC, GOLDEN)) {
      var suite = Compilation.of(Spec.read(spec));
      var pages = Runbooks.files(suite);
      for (var pack : suite.packs()) {
        for (var rule : pack.rules()) {
          var url = Objects.requireNonNull(rule.annotations().get("runbook_url")).split("#", 2);
          var page = Path.of(url[0]).getFileName();
          assertThat(anchors(pages, "docs/runbooks/" + page)).contains(url[1]);
        }
      }
    }
  }

  @Test
  void everyLinkLeadsToAGeneratedFileAndASectionOfIt() throws ConfigException {
    var suite = Compilation.of(Spec.read(GOLDEN));
    var pages = Runbooks.files(suite);
    assertThat(pages).hasSize(suite.packs().size() + 1);
    pages.forEach(
        (path, text) ->
            LINK.matcher(text)
                .results()
                .forEach(
                    link -> {
                      var target = Path.of(path).resolveSibling(link.group(1)).normalize();
                      var file = link.group(1).isEmpty() ? path : target.toString();
                      if (!file.startsWith("alerts/")) {
                        assertThat(pages).containsKey(file);
                      }
                      if (link.group(2) != null) {
                        assertThat(anchors(pages, file)).contains(link.group(2));
                      }
                    }));
  }

  @Test
  void everyShippedAlertLeadsToItsDashboard() throws ConfigException {
    var suite = Compilation.of(Spec.read(SPEC));
    var files =
        suite.dashboards().stream().map(d -> "(../../grafana/" + d.name() + ".json)").toList();
    var panel = new RunbookPanel(suite.spec());
    for (var pack : suite.packs()) {
      for (var rule : pack.rules()) {
        var link = rule.home().map(panel::link).orElse("no dashboard");
        assertThat(files).as(rule.name() + ": " + link).anyMatch(link::contains);
      }
    }
  }

  @Test
  void everyShippedAlertSaysWhatToDo() throws ConfigException {
    for (var pack : Compilation.of(Spec.read(SPEC)).packs()) {
      for (var rule : pack.rules()) {
        assertThat(rule.runbook().why()).as(rule.name()).isNotBlank();
        assertThat(rule.runbook().steps()).as(rule.name()).isNotEmpty();
      }
    }
  }

  /** As GitHub makes them of headings. */
  private static List<String> anchors(Map<String, String> pages, String path) {
    return Objects.requireNonNull(pages.get(path), path)
        .lines()
        .filter(line -> line.startsWith("## "))
        .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
        .toList();
  }
}
