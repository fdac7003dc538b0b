package io.ringwatch.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real Prometheus, asked to format expressions, and what it makes of a configuration. */
record PrometheusServer(RealServer server) implements AutoCloseable {
  /** Starts it without a configuration and waits until it answers. */
  static PrometheusServer start(Path program, Path folder)
      throws IOException, InterruptedException {
    return start(program, Files.writeString(folder.resolve("prometheus.yml"), "{}\n"), folder);
  }

  /** The same with a configuration. */
  static PrometheusServer start(Path program, Path config, Path folder)
      throws IOException, InterruptedException {
    int port = RealProgram.freePort();
    var command =
        List.of(
            program.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port);
    return new PrometheusServer(RealServer.start(command, port, folder));
  }

  /** What {@code format_query} prints; empty if it refuses the expression. */
  Optional<String> format(String expression) throws IOException, InterruptedException {
    var form = "query=" + URLEncoder.encode(expression, UTF_8);
    var answer = server.post("/api/v1/format_query", "application/x-www-form-urlencoded", form);
    if (answer.statusCode() == 400) {
      return Optional.empty();
    }
    return Optional.of(String.valueOf(RealServer.get(RealServer.json(answer), "data")));
  }

  /** What {@code /api/v1/…} answers, with maps and lists for JSON. */
  Object ask(String path) throws IOException, InterruptedException {
    return RealServer.get(RealServer.json(server.get("/api/v1/" + path)), "data");
  }

  @Override
  public void close() {
    server.close();
  }
}
