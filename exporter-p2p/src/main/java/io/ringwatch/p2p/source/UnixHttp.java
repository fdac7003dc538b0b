package io.ringwatch.p2p.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ringwatch.core.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** HTTP over a Unix socket, in version 1.0: the answer ends where the connection does. */
final class UnixHttp {

  private static final String END_OF_HEADERS = "\r\n\r\n";

  private UnixHttp() {}

  /** The body of an answer with status 200. */
  static byte[] get(Path socket, String path, Deadline deadline) throws IOException {
    var request = "GET " + path + " HTTP/1.0\r\nHost: local-tailscaled.sock\r\n\r\n";
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        var _ = Alarm.closing(channel, deadline)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
      return body(socket, all(socket, channel));
    } catch (IOException e) {
      if (deadline.passed()) {
        throw new SocketTimeoutException(socket + ": no whole answer in time");
      }
      throw e;
    }
  }

  private static byte[] all(Path socket, SocketChannel channel) throws IOException {
    var answer = new ByteArrayOutputStream();
    var buffer = ByteBuffer.allocate(1 << 16);
    while (channel.read(buffer) >= 0) {
      answer.write(buffer.array(), 0, buffer.position());
      buffer.clear();
      if (answer.size() > Json.MAX_BYTES) {
        throw new IOException(socket + ": answer larger than " + Json.MAX_BYTES + " bytes");
      }
    }
    return answer.toByteArray();
  }

  private static byte[] body(Path socket, byte[] answer) throws IOException {
    var text = new String(answer, ISO_8859_1);
    int end = text.indexOf(END_OF_HEADERS);
    var status = text.split(" ", 3);
    if (!text.startsWith("HTTP/1.") || end < 0 || status.length < 3) {
      throw new IOException(socket + ": the answer is not HTTP");
    }
    if (!status[1].equals("200")) {
      var shown = status[1].matches("[0-9]{3}") ? status[1] : "unknown";
      throw new IOException(socket + ": HTTP status " + shown);
    }
    return Arrays.copyOfRange(answer, end + END_OF_HEADERS.length(), answer.length);
  }
}
