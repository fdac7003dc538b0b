package io.ringwatch.core;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An exporter whose target does what a test says, or what its configuration file says. */
@Command(name = "fake_exporter", description = "Exports what it is told to.")
final class FakeProgram implements Program {

  private static final Logger LOG = LoggerFactory.getLogger(FakeProgram.class);

  static final Metric ITEMS = Metric.gauge("fake_items", "Items by name.", "name");
  static final Metric READS = Metric.counter("fake_reads_total", "Reads of the target.");

  /** What the target does. */
  enum Mood {
    FINE,
    DOWN,
    SLOW,
    BUG
  }

  /** The configuration file: {@code target: fine}. */
  record Config(Mood target) {}

  @Mixin private final ExporterFlags flags = new ExporterFlags();

  @Option(names = "--config.file", paramLabel = "FILE", description = "What the target does.")
  private Optional<Path> configFile = Optional.empty();

  /** How often a collection was started. */
  final AtomicInteger collections = new AtomicInteger();

  /** What {@code /metrics} collects, unless a configuration file says so. */
  volatile Collector collector = (deadline, out) -> items(out, 3);

  volatile Map<String, Page> pages = Map.of();
  volatile Optional<Prober> prober = Optional.empty();

  /** If there, the configuration is not valid. */
  volatile Optional<String> problem = Optional.empty();

  static void main(String[] args) {
    System.exit(Shell.main(new FakeProgram(), args));
  }

  static void items(Samples out, int count) {
    for (int i = 0; i < count; i++) {
      out.add(ITEMS, i, "item" + i);
    }
    out.add(READS, 1);
  }

  @Override
  public About about() {
    return new About("fake_exporter", "fake", "Fake & Exporter", 9999, List.of(ITEMS, READS));
  }

  @Override
  public ExporterFlags flags() {
    return flags;
  }

  @Override
  public Setup setUp() throws ConfigException {
    if (problem.isPresent()) {
      throw ConfigException.of(problem.get());
    }
    var configured = configFile.isPresent() ? configured(configFile.get()) : Optional.<Mood>empty();
    Collector counted =
        (deadline, out) -> {
          collections.incrementAndGet();
          if (configured.isPresent()) {
            collect(configured.get(), out);
          } else {
            collector.collect(deadline, out);
          }
        };
    return new Setup(counted, pages, prober);
  }

  private static Optional<Mood> configured(Path file) throws ConfigException {
    return Optional.of(StrictYaml.read(file, Config.class).target());
  }

  private static void collect(Mood mood, Samples out) throws IOException {
    items(out, 3);
    switch (mood) {
      case FINE -> {}
      case DOWN -> throw new IOException("connection \"refused\"\nby the target");
      case SLOW -> {
        LOG.info("reading slowly");
        pause(Duration.ofSeconds(2));
      }
      case BUG -> throw new IllegalStateException("a bug");
    }
  }

  /** Waits, or fails as a blocked read does when its thread is interrupted. */
  static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
