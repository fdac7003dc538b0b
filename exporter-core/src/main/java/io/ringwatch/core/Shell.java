package io.ringwatch.core;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.PrometheusDuration;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs an exporter as a program: reads its command line, serves until it is told to end, reloads on
 * SIGHUP. Whatever the user got wrong is a clear line on standard error and a non-zero exit.
 */
public final class Shell {

  private static final Logger LOG = LoggerFactory.getLogger(Shell.class);
  private static final int BAD_CONFIG = 1;
  private static final int BAD_USAGE = 2;

  private Shell() {}

  /**
   * Runs a program with these arguments.
   *
   * @return the exit code: 0 after SIGTERM or SIGINT, 1 if a file, the target or a port is at
   *     fault, 2 if the arguments are
   */
  public static int main(Program program, String... args) {
    var about = program.about();
    var line = new CommandLine(program);
    var spec = line.getCommandSpec();
    spec.version(BuildInfo.current().lines(about.name()));
    spec.usageMessage().width(100).sortOptions(false);
    line.registerConverter(Duration.class, Shell::duration);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, given) -> complain(about, e));
    line.setExecutionExceptionHandler((e, command, result) -> complain(about, e));
    return line.execute(args);
  }

  private static int complain(About about, Exception e) throws Exception {
    return switch (e) {
      case ParameterException usage ->
          tell(BAD_USAGE, about.name() + ": " + usage.getMessage() + " (see --help)");
      case ConfigException config -> tell(BAD_CONFIG, config.report());
      case IOException io -> tell(BAD_CONFIG, about.name() + ": " + io.getMessage());
      default -> throw e;
    };
  }

  private static int tell(int exitCode, String message) {
    System.err.println(message);
    return exitCode;
  }

  private static Duration duration(String text) {
    return PrometheusDuration.parse(text)
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is not a duration (try 5m or 90s)"));
  }

  /**
   * Serves the program until a signal ends it, or does what {@code --once} and the like ask for.
   */
  static int run(Program program) throws ConfigException, IOException, InterruptedException {
    var flags = program.flags();
    Logs.start(flags.logLevel, flags.logFormat);
    var security = WebSecurity.open(flags.webConfig);
    var exporter = Exporter.open(program, security);
    if (flags.configCheck) {
      System.out.println("configuration is valid");
      return 0;
    }
    if (flags.once) {
      return printOnce(exporter, flags);
    }
    var end = new CountDownLatch(1);
    try (var server =
        WebServer.start(exporter, security, flags.addresses(program.about().port()))) {
      Signals.on("TERM", end::countDown);
      Signals.on("INT", end::countDown);
      Signals.on("HUP", exporter::reloadOrWarn);
      LOG.info(
          "{} {} listens on {}",
          program.about().name(),
          BuildInfo.current().version(),
          server.addresses());
      end.await();
    }
    LOG.info("ended by signal");
    return 0;
  }

  private static int printOnce(Exporter exporter, ExporterFlags flags)
      throws IOException, InterruptedException {
    var exposition = exporter.scrape(Deadline.in(flags.timeout));
    exposition.write(Format.negotiate("text/plain"), System.out);
    System.out.flush();
    return exposition.up() ? 0 : 1;
  }
}
