package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Golden;
import io.ringwatch.core.LabelSet;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded answers of real agents, decoded, against {@code NAME.golden} beside each. */
class CaptureTest {

  static List<String> captures() throws IOException {
    try (var files = Files.list(Capture.folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void answersOfRealAgentsDecodeAsTheGoldenSays(String name) throws IOException {
    var decoded = new StringBuilder();
    for (var turn : Capture.named(name).turns()) {
      decoded.append(decode(turn));
    }
    Golden.assertMatches(
        Capture.folder().resolve(name.replace(".txt", ".golden")), decoded.toString());
  }

  @ParameterizedTest
  @MethodSource("captures")
  void requestsAreWrittenAsTheReferenceClientWritesThem(String name) throws IOException {
    for (var turn : Capture.named(name).turns()) {
      assertThat(HexFormat.of().formatHex(rewrite(turn.requestBytes()))).isEqualTo(turn.request());
    }
  }

  private static byte[] rewrite(byte[] request) throws IOException {
    var in = reader(request);
    var out = new MessagePackWriter().map(in.mapHeader());
    out.text(in.text()).text(in.text()).text(in.text()).unsigned(in.integer());
    if (ended(in)) {
      return out.toBytes();
    }
    out.map(in.mapHeader());
    var key = in.text();
    out.text(key);
    return (key.equals("Version") ? out.unsigned(in.integer()) : out.text(in.text())).toBytes();
  }

  private static String decode(Capture.Turn turn) throws IOException {
    var command = command(turn.requestBytes());
    var text = new StringBuilder(command).append('\n');
    boolean acknowledged = false;
    var in = reader(turn.answer());
    while (!ended(in)) {
      var header = SerfDecoder.header(in);
      text.append("  ").append(header).append('\n');
      // A stream's first header stands alone.
      boolean hasBody = header.error().isEmpty() && (acknowledged || !command.equals("stream"));
      if (hasBody && !ended(in)) {
        text.append(body(command, in));
      }
      acknowledged = true;
    }
    return text.toString();
  }

  private static String body(String command, MessagePackReader in) throws IOException {
    return switch (command) {
      case "members" -> lines(SerfDecoder.members(in).stream().map(CaptureTest::show));
      case "stats" -> {
        var stats = SerfDecoder.stats(in);
        yield lines(
            Stream.of(stats.agent(), stats.runtime(), stats.serf())
                .map(section -> new TreeMap<>(section).toString()));
      }
      case "get-coordinate" -> lines(Stream.of(SerfDecoder.coordinate(in).toString()));
      case "stream" -> {
        var event = SerfDecoder.event(in);
        yield event.isEmpty()
            ? "    of no interest\n"
            : "    "
                + event.get().kind()
                + "\n"
                + lines(event.get().members().stream().map(CaptureTest::show));
      }
      default -> throw new AssertionError("a body after " + command);
    };
  }

  private static String show(Member m) {
    return LabelSet.shown(
        "%s %s %s %d %s %s"
            .formatted(
                m.name(),
                m.status(),
                m.address(),
                m.port(),
                new TreeMap<>(m.tags()),
                m.protocol()));
  }

  private static String lines(Stream<String> lines) {
    var text = new StringBuilder();
    lines.forEach(line -> text.append("    ").append(line).append('\n'));
    return text.toString();
  }

  private static String command(byte[] request) throws IOException {
    var in = reader(request);
    in.mapHeader();
    in.text();
    return in.text();
  }

  private static boolean ended(MessagePackReader in) throws IOException {
    try {
      in.awaitByte();
      return false;
    } catch (EOFException e) {
      return true;
    }
  }

  private static MessagePackReader reader(byte[] bytes) {
    var in = new MessagePackReader(new ByteArrayInputStream(bytes));
    in.allow(bytes.length);
    return in;
  }
}
