package io.ringwatch.core;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@link FakeProgram} as a process of its own, with its output in files. */
final class ExporterProcess implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("listens on 127\\.0\\.0\\.1:(\\d+)");
  private static final int PATIENCE_SECONDS = 30;

  private final Process process;
  private final Path out;
  private final Path err;

  private ExporterProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it with these arguments; its output goes to {@code folder}. */
  static ExporterProcess start(Path folder, String... args) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(FakeProgram.class.getName());
    command.addAll(List.of(args));
    var out = Files.createTempFile(folder, "out", "");
    var err = Files.createTempFile(folder, "err", "");
    var builder = new ProcessBuilder(command).redirectOutput(out.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return new ExporterProcess(builder.redirectError(err.toFile()).start(), out, err);
  }

  /** Starts one that serves on a free port, and waits until it does. */
  static ExporterProcess serving(Path folder, String... args)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("--web.listen-address=127.0.0.1:0"));
    all.addAll(List.of(args));
    var started = start(folder, all.toArray(new String[0]));
    started.awaitLog("listens on");
    return started;
  }

  /** Waits until the log holds this text. */
  void awaitLog(String text) throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE_SECONDS * 50; i++) {
      if (err().contains(text)) {
        return;
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(20);
    }
    throw new IOException("'" + text + "' is not in the log:\n" + err());
  }

  /** What it answers to GET, or to POST for {@code /-/reload}. */
  HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    var port = LISTENS.matcher(err());
    if (!port.find()) {
      throw new IOException("does not listen: " + err());
    }
    var uri = URI.create("http://127.0.0.1:" + port.group(1) + path);
    var method = path.equals("/-/reload") ? "POST" : "GET";
    var nothing = HttpRequest.BodyPublishers.noBody();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri).method(method, nothing).build(), BodyHandlers.ofString());
    }
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
  }

  /** Waits for its end. */
  int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
      throw new IOException("still runs:\n" + err());
    }
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
