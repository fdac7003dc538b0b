package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.PrometheusDuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
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
    return commandLine(program).execute(args);
  }

  static CommandLine commandLine(Program program) {
    var about = program.about();
    var line = new CommandLine(program);
    var spec = line.getCommandSpec();
    spec.version(BuildInfo.current().lines(about.name()));
    spec.usageMessage().width(100).sortOptions(false);
    line.registerConverter(Duration.class, Shell::duration);
    line.registerConverter(ListenAddress.class, Shell::listenAddress);
    line.registerConverter(Logs.Level.class, text -> oneOf(Logs.Level.values(), text));
    line.registerConverter(Logs.Format.class, text -> oneOf(Logs.Format.values(), text));
    line.setOut(new PrintWriter(System.out, true, UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler((e, given) -> complain(about, e));
    line.setExecutionExceptionHandler((e, command, result) -> complain(about, e));
    return line;
  }

  private static int complain(About about, Exception e) throws Exception {
    return switch (e) {
      case ParameterException usage -> {
        var message = String.valueOf(usage.getMessage()).replaceAll("\\p{Cntrl}", "?");
        yield tell(BAD_USAGE, about.name() + ": " + message + " (see --help)");
      }
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

  private static <T> T oneOf(T[] all, String text) {
    return Arrays.stream(all)
        .filter(one -> one.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is none of " + Arrays.toString(all)));
  }

  private static ListenAddress listenAddress(String text) {
    try {
      return ListenAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Serves the program until a signal ends it, or does what {@code --once} and the like ask for.
   */
  static int run(Program program) throws ConfigException, IOException, InterruptedException {
    var flags = program.flags();
    flags.check();
    Logs.start(flags.logLevel, flags.logFormat);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> LOG.error("a defect in this program, please report it", e));
    var security = WebSecurity.open(flags.webConfig);
    var exporter = Exporter.open(program, security);
    if (flags.configCheck) {
      System.out.println("configuration is valid");
      return 0;
    }
    if (flags.once) {
      return printOnce(exporter);
    }
    serve(exporter, security);
    return 0;
  }

  private static int printOnce(Exporter exporter) throws IOException, InterruptedException {
    var exposition = exporter.scrape(Deadline.in(exporter.flags().timeout));
    exposition.write(Format.FALLBACK, System.out);
    System.out.flush();
    return exposition.up() ? 0 : 1;
  }

  private static void serve(Exporter exporter, WebSecurity security)
      throws IOException, InterruptedException {
    var about = exporter.about();
    var end = new CountDownLatch(1);
    Signals.on("TERM", end::countDown);
    Signals.on("INT", end::countDown);
    Signals.on("HUP", exporter::reloadOrWarn);
    var addresses = exporter.flags().addresses(about.port());
    try (var server = WebServer.start(exporter, security, addresses)) {
      var listening = server.addresses().stream().map(a -> a.toString()).collect(joining(", "));
      LOG.info("{} {} listens on {}", about.name(), exporter.build().version(), listening);
      end.await();
    }
    LOG.info("ended by signal");
  }
}
