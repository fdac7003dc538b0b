package io.ringwatch.core;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringwatch.core.Prober.Refused;
import io.ringwatch.yaml.ConfigException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that is set up: its collections, and the reloading of its configuration. */
final class Exporter {

  private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);

  /** A set-up in force, with one scraper a collector. */
  private record Active(Setup setup, Map<Collector, Scraper> scrapers) {}

  private final Program program;
  private final WebSecurity security;
  private final BuildInfo build = BuildInfo.current();
  private final PrometheusRegistry kept = new PrometheusRegistry();
  private volatile Active active;
  private volatile boolean reloaded = true;
  private volatile Instant reloadedAt = Instant.now();

  private Exporter(Program program, WebSecurity security, Setup setup) {
    this.program = program;
    this.security = security;
    this.active = new Active(setup, new ConcurrentHashMap<>());
    var flags = program.flags();
    if (!flags.disableExporterMetrics && !flags.once) {
      JvmMetrics.builder().register(kept);
    }
    program.register(kept);
  }

  /**
   * Sets the program up.
   *
   * @throws ConfigException if its configuration is not valid
   */
  static Exporter open(Program program, WebSecurity security) throws ConfigException {
    return new Exporter(program, security, program.setUp());
  }

  About about() {
    return program.about();
  }

  ExporterFlags flags() {
    return program.flags();
  }

  Setup setup() {
    return active.setup();
  }

  BuildInfo build() {
    return build;
  }

  /** What {@code /metrics} shows. */
  Exposition scrape(Deadline deadline) throws InterruptedException, Refused {
    var now = active;
    return now.scrapers()
        .computeIfAbsent(
            now.setup().collector(),
            collector -> scraper(about().namespace(), collector, kept::scrape))
        .scrape(deadline);
  }

  /**
   * What {@code /probe} shows, on an exporter that has probes: the target, not the exporter's own
   * process.
   *
   * @throws Refused if the query names nothing that may be probed
   */
  Exposition probe(Query query, Deadline deadline) throws Refused, InterruptedException {
    var now = active;
    var prober = now.setup().prober().orElseThrow();
    var subject = about().namespace() + " probe " + query;
    return now.scrapers()
        .computeIfAbsent(
            prober.collectorFor(query),
            collector -> scraper(subject, collector, MetricSnapshots::new))
        .scrape(deadline);
  }

  private Scraper scraper(String subject, Collector collector, Supplier<MetricSnapshots> kept) {
    var contract = new Contract(about().namespace());
    var frame =
        new Scraper.Frame(contract, flags().maxSeries, out -> describe(contract, out), kept);
    return new Scraper(subject, collector, frame);
  }

  private void describe(Contract contract, Samples out) {
    out.add(
        contract.build(),
        1,
        build.version(),
        build.branch(),
        build.revision(),
        BuildInfo.javaVersion());
    out.add(contract.reloadSuccessful(), reloaded ? 1 : 0);
    out.add(contract.reloadTime(), reloadedAt.toEpochMilli() / 1e3);
  }

  /**
   * Reads the configuration anew.
   *
   * @throws ConfigException if it is not valid: the last good one stays in force
   */
  synchronized void reload() throws ConfigException {
    try {
      var setup = program.setUp();
      security.reload();
      active = new Active(setup, new ConcurrentHashMap<>());
      reloaded = true;
      reloadedAt = Instant.now();
      LOG.info("configuration reloaded");
    } catch (ConfigException e) {
      reloaded = false;
      throw e;
    }
  }

  /** Reads the configuration anew, for a caller with nobody to answer to. */
  void reloadOrWarn() {
    try {
      reload();
    } catch (ConfigException e) {
      LOG.warn("configuration not reloaded, the last good one stays: {}", e.getMessage());
    }
  }
}
