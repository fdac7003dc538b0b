package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The units that are shipped, as text and as systemd reads them. */
class SystemdUnitsTest {

  private static final Path DIST = Servers.root().resolve("dist/src");
  private static final Pattern PROGRAM = Pattern.compile("ExecStart=/opt/ringwatch/bin/(\\w+) ");

  @TempDir Path directory;

  static List<Path> units() throws IOException {
    try (var files = Files.list(DIST.resolve("systemd"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyExporterHasAUnitAndEveryUnitItsProgram() throws IOException {
    var started = units().stream().flatMap(unit -> programs(unit).stream());
    try (var programs = Files.list(DIST.resolve("bin"))) {
      assertThat(started.collect(Collectors.toSet()))
          .isEqualTo(
              programs
                  .map(program -> program.getFileName().toString())
                  .filter(name -> name.endsWith("_exporter"))
                  .collect(Collectors.toSet()));
    }
  }

  @ParameterizedTest
  @MethodSource("units")
  void ourProgramsRunAsNobodyAndGainNothing(Path unit) throws IOException {
    if (!programs(unit).isEmpty()) {
      assertThat(Files.readAllLines(unit))
          .contains("DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict")
          .contains("Restart=on-failure", "WantedBy=multi-user.target")
          .as("a Java runtime compiles while it runs")
          .doesNotContain("MemoryDenyWriteExecute=yes");
    }
  }

  /** With the programs where they are here, since systemd looks for them. */
  @Test
  void systemdFindsNothingToComplainOf() throws IOException {
    var analyze = Servers.require("systemd-analyze");
    for (var unit : units()) {
      var text =
          Files.readString(unit)
              .replace("/opt/ringwatch/bin/", DIST.resolve("bin") + "/")
              .replace("/usr/local/bin/orama", "/bin/true");
      Files.writeString(directory.resolve(unit.getFileName()), text);
    }
    try (var copies = Files.list(directory)) {
      var words = Stream.concat(Stream.of("verify", "--man=no"), copies.sorted());
      var said = Command.of(analyze, words.toArray()).run();
      assertThat(said.out() + said.err()).isEmpty();
      assertThat(said.exit()).isZero();
    }
  }

  private static Set<String> programs(Path unit) {
    try {
      return PROGRAM
          .matcher(Files.readString(unit))
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
