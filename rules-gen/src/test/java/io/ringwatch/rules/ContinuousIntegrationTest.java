package io.ringwatch.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The snippets for other people's pipelines, run as those do, on a clone that drifted. */
class ContinuousIntegrationTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/operations");
  private static final Path CI = Places.root().resolve("rules-gen/ci");

  @TempDir Path folder;

  @BeforeEach
  void cloneAndInstall() throws IOException {
    copy(GOLDEN.resolve("spec"), checkout().resolve("spec"));
    copy(GOLDEN.resolve("expected"), checkout());
    var java = Path.of(System.getProperty("java.home"), "bin/java");
    var classes = System.getProperty("java.class.path");
    var script =
        "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' io.ringwatch.rules.RulesGen \"$@\"\n";
    var program = folder.resolve("rules-gen");
    Files.writeString(program, script.formatted(java, classes));
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void theHookRefusesAClonesDrift() throws Exception {
    var hook = (Map<?, ?>) ((List<?>) yaml(Places.root().resolve(".pre-commit-hooks.yaml"))).get(0);
    assertThat(get(hook, "language")).isEqualTo("script");
    assertThat(get(hook, "pass_filenames")).isEqualTo(false);
    assertThat((List<?>) get(hook, "args")).isEqualTo(List.of("check"));
    var entry = Places.root().resolve(get(hook, "entry").toString()).toString();
    var command = List.of(entry, "check", "--spec", "spec/entry.yaml", "--out", ".");
    refusesDrift(command, Map.of());
  }

  @Test
  void theGithubActionRefusesAClonesDrift() throws Exception {
    var action = yaml(CI.resolve("action.yml"));
    assertThat(get(get(action, "inputs"), "spec")).isNotNull();
    var steps = (List<?>) get(get(action, "runs"), "steps");
    var step = steps.getLast();
    assertThat(get(step, "shell")).isEqualTo("bash");
    assertThat(get(step, "env"))
        .isEqualTo(Map.of("SPEC", "${{ inputs.spec }}", "OUT", "${{ inputs.out }}"));
    var environment =
        Map.of("GITHUB_ACTION_PATH", CI.toString(), "SPEC", "spec/entry.yaml", "OUT", ".");
    refusesDrift(List.of("bash", "-c", get(step, "run").toString()), environment);
  }

  @Test
  void theGitlabJobRefusesAClonesDrift() throws Exception {
    var job = get(yaml(CI.resolve("gitlab.yml")), "rules-gen check");
    var script = ((List<?>) get(job, "script")).getFirst().toString();
    var here = script.replace("/opt/ringwatch", Places.root().toString());
    assertThat(here).isNotEqualTo(script);
    var environment = Map.of("RULES_GEN_SPEC", "spec/entry.yaml", "RULES_GEN_OUT", ".");
    refusesDrift(List.of("bash", "-c", here), environment);
  }

  private void refusesDrift(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var clean = run(command, environment);
    assertThat(clean.exit()).as(clean.text()).isZero();
    var rules = checkout().resolve("alerts/disk.rules.yml");
    Files.writeString(rules, Files.readString(rules).replace("for: 10m", "for: 1m"));
    var drifted = run(command, environment);
    assertThat(drifted.exit()).as(drifted.text()).isEqualTo(2);
    assertThat(drifted.text()).contains("-        for: 1m\n+        for: 10m\n");
  }

  private Promtool.Verdict run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(new ArrayList<>(command)).directory(checkout().toFile());
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    builder.environment().putAll(environment);
    var process = builder.redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Promtool.Verdict(process.waitFor(), text);
  }

  private Path checkout() {
    return folder.resolve("clone");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = to.resolve(from.relativize(file));
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(file, copy);
      }
    }
  }

  private static Object yaml(Path file) throws IOException {
    var loaded = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return Objects.requireNonNull(loaded);
  }

  private static Object get(Object map, String key) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }
}
