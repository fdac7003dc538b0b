package io.ringwatch.core;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that every exporter has, by the names that Prometheus's own exporters use. */
public final class ExporterFlags {

  private static final Pattern PATH = Pattern.compile("/[\\w.~/-]*");

  @Option(
      names = "--web.listen-address",
      paramLabel = "ADDRESS",
      description =
          "Address to listen on, [HOST]:PORT. Repeatable. Default: the exporter's port on every address")
  List<ListenAddress> listenAddresses = List.of();

  @Option(
      names = "--web.config.file",
      paramLabel = "FILE",
      description =
          "TLS, client certificates, basic auth and headers, in exporter-toolkit's format.")
  Optional<Path> webConfig = Optional.empty();

  @Option(
      names = "--web.telemetry-path",
      paramLabel = "PATH",
      defaultValue = "/metrics",
      description = "Path of the metrics. Default: ${DEFAULT-VALUE}")
  String telemetryPath = "/metrics";

  @Option(
      names = "--web.max-requests",
      paramLabel = "N",
      defaultValue = "40",
      description =
          "Scrapes at the same time; more get 503. 0 is no limit. Default: ${DEFAULT-VALUE}")
  int maxRequests = 40;

  @Option(
      names = "--web.disable-exporter-metrics",
      description = "Leave out the process_* and jvm_* metrics of the exporter itself.")
  boolean disableExporterMetrics;

  @Option(
      names = "--scrape.timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description =
          "A scrape's time when Prometheus names none, and at the most. Default: ${DEFAULT-VALUE}")
  Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = "--timeout-offset",
      paramLabel = "SECONDS",
      defaultValue = "0.5",
      description =
          "Subtracted from Prometheus's scrape timeout, for the way back. Default: ${DEFAULT-VALUE}")
  double timeoutOffset = 0.5;

  @Option(
      names = "--scrape.max-series",
      paramLabel = "N",
      defaultValue = "60000",
      description = "Series of one metric; more are dropped and counted. Default: ${DEFAULT-VALUE}")
  int maxSeries = 60_000;

  @Option(
      names = "--log.level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "debug, info, warn or error. Default: ${DEFAULT-VALUE}")
  Logs.Level logLevel = Logs.Level.INFO;

  @Option(
      names = "--log.format",
      paramLabel = "FORMAT",
      defaultValue = "logfmt",
      description = "logfmt or json. Default: ${DEFAULT-VALUE}")
  Logs.Format logFormat = Logs.Format.LOGFMT;

  @Option(names = "--config.check", description = "Check flags and configuration, then exit.")
  boolean configCheck;

  @Option(names = "--once", description = "Print one exposition on standard output, then exit.")
  boolean once;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help, then exit.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version, then exit.")
  boolean version;

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  /** Where to listen. */
  List<ListenAddress> addresses(int defaultPort) {
    return listenAddresses.isEmpty()
        ? List.of(new ListenAddress(Optional.empty(), defaultPort))
        : listenAddresses;
  }

  /**
   * Checks what the types of the flags do not say.
   *
   * @throws ParameterException if a value makes no sense
   */
  void check() {
    require(
        PATH.matcher(telemetryPath).matches(), "--web.telemetry-path is a path such as /metrics");
    require(maxRequests >= 0, "--web.max-requests is at least 0, which is no limit");
    require(timeout.isPositive(), "--scrape.timeout is more than 0");
    require(timeoutOffset >= 0, "--timeout-offset is at least 0");
    require(maxSeries >= 1, "--scrape.max-series is at least 1");
  }

  private void require(boolean condition, String rule) {
    if (!condition) {
      throw new ParameterException(requireNonNull(command).commandLine(), rule);
    }
  }
}
