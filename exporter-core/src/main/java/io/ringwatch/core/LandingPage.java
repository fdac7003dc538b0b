package io.ringwatch.core;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page at {@code /}: what this is, and where its other pages are. */
final class LandingPage {

  private static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$s</title>
      <style>
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
        h1 { margin-bottom: 0; }
        p { margin-top: 0; opacity: .7; }
      </style>
      <h1>%1$s</h1>
      <p>%2$s %3$s (revision %4$s)</p>
      <ul>
      %5$s
      </ul>
      </html>
      """;

  private LandingPage() {}

  static Page.Reply of(Exporter exporter) {
    var about = exporter.about();
    var build = exporter.build();
    var links =
        Stream.of(
                Stream.of(exporter.flags().telemetryPath),
                exporter.setup().prober().map(p -> "/probe").stream(),
                exporter.setup().pages().keySet().stream().sorted(),
                Stream.of("/-/healthy", "/-/ready"))
            .flatMap(s -> s)
            .map(path -> "<li><a href=\"%1$s\">%1$s</a></li>".formatted(escaped(path)))
            .collect(Collectors.joining("\n"));
    var html =
        HTML.formatted(
            escaped(about.title()),
            escaped(about.name()),
            escaped(build.version()),
            escaped(build.revision()),
            links);
    return new Page.Reply(200, "text/html; charset=utf-8", html);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
