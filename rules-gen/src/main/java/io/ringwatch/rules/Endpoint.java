package io.ringwatch.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A {@code /metrics} that is read once: an address, or a file with what one answered.
 *
 * @param text {@code http://…}, {@code https://…} or a path
 */
record Endpoint(String text) {
  static final int LARGEST_BYTES = 64 << 20;
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  /**
   * Reads it.
   *
   * @throws ConfigException if it does not answer in time, or not with metrics
   */
  List<Exposition.Family> families() throws ConfigException {
    try {
      return Exposition.parse(text.matches("https?://.*") ? fetched() : file());
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(name() + ": " + e.getMessage());
    } catch (IOException e) {
      throw ConfigException.of(name() + ": cannot be read: " + reason(e));
    }
  }

  /** How messages and files call it: without a user's name, password and query. */
  String name() {
    return text.replaceFirst("//[^/@]*@", "//").replaceFirst("\\?.*", "");
  }

  private String file() throws IOException {
    try (var in = Files.newInputStream(Path.of(text))) {
      return read(in);
    }
  }

  private String fetched() throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(text))
            .timeout(DEADLINE)
            .header("Accept", "text/plain;version=0.0.4")
            .build();
    try (var client = HttpClient.newBuilder().connectTimeout(DEADLINE).build()) {
      var response = client.send(request, BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException("it answers with " + response.statusCode());
        }
        return read(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String read(InputStream in) throws IOException {
    var bytes = in.readNBytes(LARGEST_BYTES + 1);
    if (bytes.length > LARGEST_BYTES) {
      throw new IOException("larger than 64 MiB");
    }
    return new String(bytes, UTF_8);
  }

  private static String reason(IOException error) {
    return switch (error) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case HttpTimeoutException _ -> "no answer within " + DEADLINE.toSeconds() + " seconds";
      case ConnectException _ -> "no connection: does it run, is the address right?";
      default ->
          error.getMessage() == null || error.getMessage().isEmpty()
              ? error.getClass().getSimpleName()
              : error.getMessage();
    };
  }
}
