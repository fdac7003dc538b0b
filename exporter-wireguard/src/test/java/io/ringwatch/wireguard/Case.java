package io.ringwatch.wireguard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Expositions;
import io.ringwatch.core.Samples;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.PrometheusDuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/**
 * A folder under {@code dump/}: {@code input.txt} as {@code wg} wrote it, {@code expected.prom},
 * and where they matter {@code flags}, one a line with files relative to the folder, and {@code
 * now} in Unix seconds.
 */
record Case(Path folder) {

  private static final Path ALL = Path.of("src/test/resources/dump");
  private static final long NOW = 1_795_296_343L;

  /** The flags alone, without the rest of the command line. */
  @CommandLine.Command
  private static final class Line {
    @Mixin private final WireGuardFlags flags = new WireGuardFlags();
  }

  static List<Case> all() {
    try (var folders = Files.list(ALL)) {
      return folders.sorted().map(Case::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WireGuardFlags flags(Stream<String> words) {
    var line = new Line();
    new CommandLine(line)
        .registerConverter(Duration.class, text -> PrometheusDuration.parse(text).orElseThrow())
        .parseArgs(words.toArray(String[]::new));
    return line.flags;
  }

  String name() {
    return folder.getFileName().toString();
  }

  byte[] input() {
    try {
      return Files.readAllBytes(folder.resolve("input.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page, its input cut into pieces of {@code pieceSize} bytes. */
  String page(int pieceSize) {
    try {
      var samples = new Samples(100_000);
      collector(pieceSize).collect(Deadline.in(Duration.ofSeconds(10)), samples);
      return Expositions.text(samples);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  private WireGuardCollector collector(int pieceSize) throws ConfigException {
    var words = new ArrayList<String>();
    text("flags", "")
        .lines()
        .map(flag -> flag.replaceFirst("=(@?)(\\w+\\.\\w+)$", "=$1" + folder + "/$2"))
        .forEach(words::add);
    boolean oneInterface = words.remove("--wg.interface=wg0");
    var now = Instant.ofEpochSecond(Long.parseLong(text("now", "" + NOW).strip()));
    return new WireGuardCollector(
        deadline -> {
          var parser = oneInterface ? new DumpParser("wg0") : new DumpParser();
          feed(parser, pieceSize);
          return new Reading(List.of(new Sight("", parser.finish(), new TreeSet<>())), Map.of());
        },
        flags(words.stream()).settings(),
        new Histories(),
        InstantSource.fixed(now));
  }

  private void feed(DumpParser parser, int pieceSize) {
    var input = input();
    for (int from = 0; from < input.length; from += pieceSize) {
      int length = Math.min(pieceSize, input.length - from);
      var piece = new byte[pieceSize];
      System.arraycopy(input, from, piece, 0, length);
      parser.accept(piece, length);
    }
  }

  String text(String file, String otherwise) {
    try {
      var path = folder.resolve(file);
      return Files.exists(path) ? Files.readString(path, UTF_8) : otherwise;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
