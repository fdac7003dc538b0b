package io.ringwatch.p2p.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.Document;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sources on this machine: files, commands, Tailscale's program and socket. */
@Timeout(30)
class LocalSourcesTest {

  @TempDir Path directory;

  private Document read(String yaml, Duration time) throws IOException, ConfigException {
    var text = yaml.replace("DIR", directory.toString());
    return StrictYaml.parse("test.yaml", text, SourceConfig.class).open().read(Deadline.in(time));
  }

  private Document read(String yaml) throws IOException, ConfigException {
    return read(yaml, Duration.ofSeconds(10));
  }

  private Path program(String name, String script) throws IOException {
    var file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void fileKnowsItsAge() throws Exception {
    var file = Files.writeString(directory.resolve("status.json"), "{\"phase\": \"ready\"}");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(90)));
    var document = read("file: DIR/status.json");
    assertThat(document.root().path("phase").asString()).isEqualTo("ready");
    assertThat(document.source().path("age_seconds").asDouble()).isBetween(89.0, 95.0);
  }

  @Test
  void filesThatAreOnlyLookedForAreNeverOpened() throws Exception {
    Files.writeString(directory.resolve("status.json"), "{}");
    var pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var circle = directory.resolve("circle");
    Files.createSymbolicLink(circle, circle);
    var present =
        read("{file: DIR/status.json, present: {a: DIR/pipe, b: DIR/none, c: DIR/circle}}")
            .source()
            .path("present");
    assertThat(present.path("a").asBoolean(false)).as("a pipe nobody writes to").isTrue();
    assertThat(present.path("b").asBoolean(true)).isFalse();
    assertThat(present.has("c")).as("what cannot be known").isFalse();
  }

  @Test
  void fileThatIsReplacedWhileItIsReadIsAlwaysWhole() throws Exception {
    var file = directory.resolve("status.json");
    var big = "{\"a\": \"" + "x".repeat(1 << 18) + "\"}";
    Files.writeString(file, big);
    var source = StrictYaml.parse("t", "file: " + file, SourceConfig.class).open();
    var writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    replace(file, i % 2 == 0 ? "{\"a\": \"small\"}" : big);
                  }
                });
    while (writer.isAlive()) {
      var length = source.read(Deadline.in(Duration.ofSeconds(5))).root().path("a").asString("");
      assertThat(length.length()).isIn(5, 1 << 18);
    }
  }

  private void replace(Path file, String text) {
    try {
      var fresh = Files.writeString(directory.resolve("fresh"), text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void missingLargeAndStrangeFilesAreSaidPlainly() throws Exception {
    Files.writeString(directory.resolve("large.json"), "[" + "1,".repeat(1000) + "1]");
    assertThatThrownBy(() -> read("file: DIR/none.json"))
        .hasMessage(directory + "/none.json: no such file");
    assertThatThrownBy(() -> read("{file: DIR/large.json, max_bytes: 1000}"))
        .hasMessageContaining("larger than 1000 bytes");
    assertThatThrownBy(() -> read("file: DIR")).hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> read("file: /dev/zero")).hasMessageContaining("not a regular file");
  }

  @Test
  void commandGetsItsArgumentsAsTheyAre() throws Exception {
    program("report", "printf '{\"argument\": \"%s\"}' \"$2\"");
    var document = read("exec: [DIR/report, --json, '$(id); rm']");
    assertThat(document.root().path("argument").asString()).isEqualTo("$(id); rm");
  }

  @Test
  void commandThatFailsSaysWhyInOneLine() throws Exception {
    program("report", "echo 'Permission denied\n(publickey)' >&2; exit 255");
    assertThatThrownBy(() -> read("exec: [DIR/report]"))
        .isInstanceOf(IOException.class)
        .hasMessage(directory + "/report: exit 255: Permission denied (publickey)");
  }

  @Test
  void exitStatusThatIsAcceptedGivesADocument() throws Exception {
    program("report", "echo '{\"alerts\": 2}'; exit 2");
    var document = read("{exec: [DIR/report], accept_exit: [0, 2]}");
    assertThat(document.source().path("exit_status").asInt()).isEqualTo(2);
  }

  @Test
  void commandThatHangsIsKilledAtTheDeadline() throws Exception {
    program("report", "echo '{'; exec sleep 60");
    long start = System.nanoTime();
    assertThatThrownBy(() -> read("exec: [DIR/report]", Duration.ofMillis(500)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not answer");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void relativeProgramIsRefused() {
    assertThatThrownBy(() -> read("exec: [orama, node]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("absolute path");
  }

  @Test
  void tailscaleIsAskedByProgram() throws Exception {
    program("tailscale", "[ \"$*\" = 'status --json' ] && echo '{\"BackendState\": \"Running\"}'");
    var document = read("tailscale: DIR/tailscale");
    assertThat(document.root().path("BackendState").asString()).isEqualTo("Running");
  }

  @Test
  void tailscaleIsAskedByItsSocket() throws Exception {
    var socket = directory.resolve("sock");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual()
          .start(() -> answer(server, "HTTP/1.0 200 OK\r\n\r\n{\"BackendState\": \"Stopped\"}"));
      var document = read("tailscale: DIR/sock");
      assertThat(document.root().path("BackendState").asString()).isEqualTo("Stopped");
    }
  }

  @Test
  void silentSocketEndsAtTheDeadline() throws Exception {
    var socket = directory.resolve("sock");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThatThrownBy(() -> read("tailscale: DIR/sock", Duration.ofMillis(300)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no whole answer in time");
    }
  }

  private static void answer(ServerSocketChannel server, String text) {
    try (var channel = server.accept()) {
      channel.read(ByteBuffer.allocate(1000));
      channel.write(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
