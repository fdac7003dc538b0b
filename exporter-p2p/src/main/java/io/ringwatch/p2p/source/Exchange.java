package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** One request and its answer, whole and within the deadline. */
final class Exchange {

  private static final int MAX_MESSAGE = 200;

  private Exchange() {}

  /**
   * Sends and waits for the last byte; a peer that drips is cut off at the deadline.
   *
   * @throws IOException in words for the user that name {@code url}
   */
  static HttpResponse<byte[]> send(
      HttpClient client, HttpRequest request, HttpUrl url, Deadline deadline, int maxBytes)
      throws IOException {
    var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes);
    var answer = client.sendAsync(request, handler);
    try {
      return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException(url + ": no whole answer in time");
    } catch (ExecutionException e) {
      throw explained(url, e, maxBytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(url + ": stopped");
    } finally {
      answer.cancel(true);
    }
  }

  private static IOException explained(HttpUrl url, ExecutionException failure, int maxBytes) {
    return switch (failure.getCause()) {
      case SSLException e -> new IOException(url + ": TLS: " + bounded(e), e);
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          new IOException(url + ": unknown host", e);
      case ConnectException e -> new IOException(url + ": connection refused", e);
      case IOException e when String.valueOf(e.getMessage()).contains("capacity") ->
          new IOException(url + ": answer larger than " + maxBytes + " bytes (see max_bytes)", e);
      case IOException e -> new IOException(url + ": connection lost or not HTTP", e);
      case null, default -> throw new IllegalStateException(failure);
    };
  }

  private static String bounded(Exception e) {
    var message = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ");
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }
}
