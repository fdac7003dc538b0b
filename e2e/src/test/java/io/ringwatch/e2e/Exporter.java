package io.ringwatch.e2e;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One of our own exporters, as it is packaged. */
final class Exporter implements Stage.Started {
  private final Program program;
  private final Loopback place;

  private Exporter(Program program, Loopback place) {
    this.program = program;
    this.place = place;
  }

  /** Starts a program of {@code target/ringwatch/bin} on a free port; it is ready on return. */
  static Exporter start(Stage stage, String name, Object... flags) {
    var place = Loopback.free();
    var all = new ArrayList<Object>(List.of(flags));
    all.add("--web.listen-address=" + place.address());
    var command = Command.of(Servers.requirePackaged(name), all.toArray());
    var exporter = stage.add(new Exporter(Program.start(command), place));
    exporter.program.awaitHttp(place.uri("/-/ready"), Duration.ofSeconds(20));
    return exporter;
  }

  Exposition metrics() {
    return Exposition.parse(scrape().body());
  }

  /** GETs /metrics. The headers are names and values in turn. */
  HttpResponse<String> scrape(String... headers) {
    var response = Http.get(place.uri("/metrics"), headers);
    if (response.statusCode() != 200) {
      throw new AssertionError("/metrics: " + response.statusCode() + " " + response.body());
    }
    return response;
  }

  URI uri(String path) {
    return place.uri(path);
  }

  /** HOST:PORT, as a scrape job wants it. */
  String target() {
    return place.address();
  }

  /** Everything it logged. */
  String output() {
    return program.output();
  }

  /** The processes it started that are still there. */
  Set<Long> descendants() {
    return program.descendants();
  }

  /** Stops it by SIGTERM and gives the exit code. */
  int stop() {
    return program.stop();
  }

  /** Ends at once, as in a power cut. */
  void kill() {
    program.kill();
  }

  @Override
  public void close() {
    program.close();
  }

  @Override
  public String toString() {
    return program.toString();
  }
}
