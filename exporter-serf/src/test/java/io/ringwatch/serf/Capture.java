package io.ringwatch.serf;

import io.ringwatch.core.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A recorded conversation with a real agent: lines {@code > hex(n): …} were sent to it, lines
 * {@code < hex(n): …} are one object each of its answers. Other lines are for the reader.
 */
record Capture(List<Turn> turns) {

  /** A request with the objects that answered it, all hexadecimal. */
  record Turn(String request, List<String> objects) {

    byte[] requestBytes() {
      return HexFormat.of().parseHex(request);
    }

    byte[] answer() {
      return HexFormat.of().parseHex(String.join("", objects));
    }
  }

  static Path folder() {
    return Golden.root().resolve("exporter-serf/src/test/resources/serf");
  }

  static Capture named(String name) {
    var turns = new ArrayList<Turn>();
    try {
      for (var line : Files.readAllLines(folder().resolve(name))) {
        if (line.startsWith("> hex(")) {
          turns.add(new Turn(hex(line), new ArrayList<>()));
        } else if (line.startsWith("< hex(")) {
          turns.getLast().objects().add(hex(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Capture(turns);
  }

  /** The last object of the last answer. */
  byte[] lastBody() {
    return HexFormat.of().parseHex(turns.getLast().objects().getLast());
  }

  private static String hex(String line) {
    return line.substring(line.indexOf(": ") + 2).strip();
  }
}
