package io.ringwatch.core;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The log: one line an event on standard error, as logfmt or JSON. */
final class Logs {

  /** From which severity on events are logged. */
  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    private java.util.logging.Level threshold() {
      return switch (this) {
        case DEBUG -> java.util.logging.Level.FINE;
        case INFO -> java.util.logging.Level.INFO;
        case WARN -> java.util.logging.Level.WARNING;
        case ERROR -> java.util.logging.Level.SEVERE;
      };
    }

    private static Level of(LogRecord event) {
      int severity = event.getLevel().intValue();
      var level = DEBUG;
      for (var candidate : values()) {
        level = severity >= candidate.threshold().intValue() ? candidate : level;
      }
      return level;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a line looks. */
  enum Format {
    LOGFMT {
      @Override
      String line(Map<String, String> fields) {
        return fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + bareOrQuoted(field.getValue()))
            .collect(Collectors.joining(" "));
      }

      private String bareOrQuoted(String value) {
        boolean bare = value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '=');
        return bare && !value.isEmpty() ? value : quoted(value);
      }
    },
    JSON {
      @Override
      String line(Map<String, String> fields) {
        return fields.entrySet().stream()
            .map(field -> quoted(field.getKey()) + ":" + quoted(field.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
      }
    };

    abstract String line(Map<String, String> fields);

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Our own log. Loggers are held weakly by the JDK, and their levels with them. */
  private static final Logger OURS = Logger.getLogger("io.ringwatch");

  /** What reads requests in Jetty: strangers could make it fill the log. */
  private static final List<Logger> PARSERS =
      List.of(
          Logger.getLogger("org.eclipse.jetty.http"),
          Logger.getLogger("org.eclipse.jetty.util.HostPort"));

  private Logs() {}

  /**
   * Sends the log of this program to standard error. Of what the libraries log only warnings are
   * taken, at any level: their debugging shows whole requests, with the passwords in them.
   */
  static void start(Level level, Format format) {
    var root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    var handler = new ConsoleHandler();
    handler.setLevel(level.threshold());
    handler.setFormatter(new LineFormatter(format));
    encode(handler);
    root.addHandler(handler);
    root.setLevel(java.util.logging.Level.WARNING);
    PARSERS.forEach(parser -> parser.setLevel(java.util.logging.Level.SEVERE));
    OURS.setLevel(level.threshold());
  }

  /** As UTF-8, whatever the locale: a service has none. */
  private static void encode(ConsoleHandler handler) {
    try {
      handler.setEncoding("UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
  }

  private static final class LineFormatter extends Formatter {

    private final Format format;

    LineFormatter(Format format) {
      this.format = format;
    }

    @Override
    public String format(LogRecord event) {
      var fields = new LinkedHashMap<String, String>();
      fields.put(
          "time",
          Instant.ofEpochMilli(event.getMillis()).truncatedTo(ChronoUnit.MILLIS).toString());
      fields.put("level", Level.of(event).toString());
      fields.put("source", source(String.valueOf(event.getLoggerName())));
      fields.put("msg", formatMessage(event));
      if (event.getThrown() != null) {
        fields.put("stack", stack(event.getThrown()));
      }
      return format.line(fields) + "\n";
    }

    private static String source(String logger) {
      return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static String stack(Throwable thrown) {
      var text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text));
      return text.toString();
    }
  }

  /** In double quotes, on one line, by JSON's rules; logfmt readers take the same. */
  private static String quoted(String value) {
    var out = new StringBuilder(value.length() + 16).append('"');
    value
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                  if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                    out.append(String.format("\\u%04x", c));
                  } else {
                    out.append((char) c);
                  }
                }
              }
            });
    return out.append('"').toString();
  }
}
