package io.ringwatch.p2p;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Samples;
import io.ringwatch.p2p.module.BuiltIn;
import io.ringwatch.p2p.module.Explanation;
import io.ringwatch.p2p.module.Mapper;
import io.ringwatch.p2p.module.Site;
import io.ringwatch.yaml.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code p2p_exporter map}: what a module makes of a document, without a target or a server. */
@Command(
    name = "map",
    description = "Print what a module makes of a status document.",
    sortOptions = false)
final class MapCommand implements Callable<Integer> {

  private static final int LARGEST_BYTES = 64 << 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--module",
      required = true,
      paramLabel = "MODULE",
      description = "A built-in module's name, or a module's file.")
  String module = "";

  @Option(
      names = "--explain",
      description =
          "Say where each sample came from, what is missing, and which keys nothing maps.")
  boolean explain;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      converter = Zone.class,
      description = "Where times without a zone were read. Default: ${DEFAULT-VALUE}")
  ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--now",
      paramLabel = "TIME",
      converter = Time.class,
      description = "When the document was read, such as 2026-03-20T10:20:36Z. Default: now")
  Instant now = Instant.now();

  @Mixin ProviderFlags providers = new ProviderFlags();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help, then exit.")
  boolean help;

  @Parameters(paramLabel = "FILE", description = "The document as JSON; - is standard input.")
  String file = "-";

  @Override
  public Integer call() throws ConfigException, IOException {
    var mapper = BuiltIn.find(module).mapper(Map.of(), new Site(zone, providers.providers()));
    var document = Document.of(read(), now);
    var out = spec.commandLine().getOut();
    out.print(explain ? Explanation.of(mapper, document) : exposition(mapper, document));
    out.flush();
    return 0;
  }

  private static String exposition(Mapper mapper, Document document) throws IOException {
    var samples = new Samples(Integer.MAX_VALUE);
    mapper.map(document, samples);
    var bytes = new ByteArrayOutputStream();
    samples.write(bytes);
    return bytes.toString(UTF_8);
  }

  private tools.jackson.databind.JsonNode read() throws ConfigException, IOException {
    try (var in = open()) {
      var bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw ConfigException.of(file + ": larger than 64 MiB");
      }
      return JsonText.parse(bytes);
    } catch (NoSuchFileException e) {
      throw ConfigException.of(file + ": no such file");
    } catch (IOException e) {
      throw ConfigException.of(file + ": " + e.getMessage());
    }
  }

  private InputStream open() throws IOException {
    return file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
  }

  /** A time zone's name. */
  static final class Zone implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException("'" + text + "' is no time zone (try Europe/Berlin)");
      }
    }
  }

  /** An instant. */
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException("'" + text + "' is no time (try 2026-03-20T10:20:36Z)");
      }
    }
  }
}
