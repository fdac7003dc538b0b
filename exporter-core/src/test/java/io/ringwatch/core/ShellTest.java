package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** An exporter as people and systemd run it: real processes, signals and exit codes. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ShellTest {

  private static final String LOGFMT = "(\\w+=([^\\s\"=]+|\"([^\"\\\\]|\\\\.)*\")( |$))+";

  @TempDir private Path folder;

  @Test
  void helpIsOnStandardOutputAndNamesEveryConventionalFlag() throws Exception {
    try (var help = ExporterProcess.start(folder, "--help")) {
      assertThat(help.exitCode()).isZero();
      assertThat(help.err()).isEmpty();
      assertThat(help.out())
          .contains("Usage: fake_exporter")
          .contains("--web.listen-address", "--web.config.file", "--web.telemetry-path")
          .contains("--web.max-requests", "--web.disable-exporter-metrics", "--log.level")
          .contains("--log.format", "--config.file", "--config.check", "--timeout-offset")
          .contains("--version", "--once", "--help");
    }
  }

  @Test
  void versionIsOnStandardOutputAsPrometheusPrintsIt() throws Exception {
    try (var version = ExporterProcess.start(folder, "--version")) {
      assertThat(version.exitCode()).isZero();
      assertThat(version.err()).isEmpty();
      assertThat(version.out())
          .startsWith("fake_exporter, version dev (branch: unknown, revision: unknown)\n");
    }
  }

  @Test
  void mistakeIsOneLineOnStandardError() throws Exception {
    try (var mistaken = ExporterProcess.start(folder, "--web.listen-adress=:1")) {
      assertThat(mistaken.exitCode()).isEqualTo(2);
      assertThat(mistaken.out()).isEmpty();
      assertThat(mistaken.err())
          .isEqualTo("fake_exporter: Unknown option: '--web.listen-adress=:1' (see --help)\n");
    }
  }

  @Test
  void checkTellsWhetherTheConfigurationIsValid() throws Exception {
    try (var good = ExporterProcess.start(folder, configured("fine"), "--config.check");
        var bad = ExporterProcess.start(folder, configured("fein"), "--config.check")) {
      assertThat(good.exitCode()).isZero();
      assertThat(good.out()).isEqualTo("configuration is valid\n");
      assertThat(good.err()).isEmpty();
      assertThat(bad.exitCode()).isEqualTo(1);
      assertThat(bad.out()).isEmpty();
      assertThat(bad.err())
          .contains("fein.yaml:1:9: target: 'fein' ", "target: fein\n")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void oncePrintsOneExpositionWithoutTheProcessItself() throws Exception {
    try (var up = ExporterProcess.start(folder, configured("fine"), "--once");
        var down = ExporterProcess.start(folder, configured("down"), "--once")) {
      assertThat(up.exitCode()).isZero();
      assertThat(up.err()).isEmpty();
      assertThat(up.out())
          .startsWith("# HELP fake_exporter_build_info ")
          .endsWith("fake_up 1\n")
          .contains("fake_items{name=\"item2\"} 2\n")
          .doesNotContain("jvm_", "process_");
      assertThat(down.exitCode()).isEqualTo(1);
      assertThat(down.out()).endsWith("fake_up 0\n").doesNotContain("fake_items");
      assertThat(down.err()).hasLineCount(1).contains("fake is down: ");
    }
  }

  @Test
  void termDrainsTheScrapeUnderWayAndExits0() throws Exception {
    try (var exporter = ExporterProcess.serving(folder, configured("slow"));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var underWay = threads.submit(() -> exporter.ask("/metrics"));
      exporter.awaitLog("reading slowly");
      exporter.signal("TERM");
      assertThat(underWay.get().statusCode()).isEqualTo(200);
      assertThat(underWay.get().body()).contains("fake_up 1\n", "fake_items{");
      assertThat(exporter.exitCode()).isZero();
      assertThat(exporter.err()).hasLineCount(3).endsWith("msg=\"ended by signal\"\n");
      assertThat(exporter.out()).isEmpty();
    }
  }

  @Test
  void intExits0AndEveryLineOfTheLogIsJson() throws Exception {
    try (var exporter =
        ExporterProcess.serving(
            folder, configured("bug"), "--log.format=json", "--log.level=debug")) {
      for (int i = 0; i < 3; i++) {
        assertThat(exporter.ask("/metrics").body()).contains("fake_up 0\n");
      }
      exporter.signal("INT");
      assertThat(exporter.exitCode()).isZero();
      assertThat(exporter.err()).hasLineCount(3).contains("a bug", "\\tat ");
      for (var line : exporter.err().lines().toList()) {
        assertThat(line).startsWith("{\"time\":\"").endsWith("\"}");
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(line))
            .asInstanceOf(InstanceOfAssertFactories.MAP)
            .containsKeys("time", "level", "source", "msg");
      }
    }
  }

  @Test
  void hupReloadsAndNeverKills() throws Exception {
    var flag = configured("fine");
    var file = Path.of(flag.substring(flag.indexOf('=') + 1));
    try (var exporter = ExporterProcess.serving(folder, flag)) {
      assertThat(exporter.ask("/metrics").body()).contains("fake_up 1\n");
      Files.writeString(file, "target: down\n");
      exporter.signal("HUP");
      exporter.awaitLog("configuration reloaded");
      for (int i = 0; i < 3; i++) {
        assertThat(exporter.ask("/metrics").body()).contains("fake_up 0\n");
      }
      Files.writeString(file, "targets: fine\n");
      exporter.signal("HUP");
      exporter.awaitLog("not reloaded");
      assertThat(exporter.ask("/metrics").body())
          .contains("fake_up 0\n", "fake_exporter_config_last_reload_successful 0\n");
      assertThat(exporter.ask("/-/reload").statusCode()).isEqualTo(500);
      Files.writeString(file, "target: fine\n");
      assertThat(exporter.ask("/-/reload").statusCode()).isEqualTo(200);
      assertThat(exporter.ask("/metrics").body())
          .contains("fake_up 1\n", "fake_exporter_config_last_reload_successful 1\n");
      exporter.signal("TERM");
      assertThat(exporter.exitCode()).isZero();
      assertThat(exporter.err().lines()).allMatch(line -> line.matches(LOGFMT));
      assertThat(exporter.err().lines().map(line -> line.replaceAll(".* level=(.*)", "$1")))
          .map(line -> line.replaceAll("(listens on|stays:).*", "$1"))
          .containsExactly(
              "info source=Shell msg=\"fake_exporter dev listens on",
              "info source=Exporter msg=\"configuration reloaded\"",
              "warn source=Scraper msg=\"fake is down: connection \\\"refused\\\"\\nby the target\"",
              "warn source=Exporter msg=\"configuration not reloaded, the last good one stays:",
              "info source=Exporter msg=\"configuration reloaded\"",
              "info source=Shell msg=\"ended by signal\"");
    }
  }

  private String configured(String target) throws IOException {
    var file = Files.writeString(folder.resolve(target + ".yaml"), "target: " + target + "\n");
    return "--config.file=" + file;
  }
}
