package io.ringwatch.p2p.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;

/** The body of an answer, out of its compression. */
final class Compressed {

  private Compressed() {}

  /**
   * The bytes that were meant, {@code maxBytes} at most: a few kilobytes may say gigabytes.
   *
   * @param name what messages call the document
   */
  static byte[] open(String name, HttpResponse<byte[]> response, int maxBytes) throws IOException {
    var coding = response.headers().firstValue("content-encoding").orElse("identity");
    return switch (coding) {
      case "identity", "" -> response.body();
      case "gzip", "x-gzip" -> gunzip(name, response.body(), maxBytes);
      default -> throw new IOException(name + ": in a compression nobody asked for");
    };
  }

  private static byte[] gunzip(String name, byte[] body, int maxBytes) throws IOException {
    byte[] bytes;
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      bytes = in.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw new IOException(name + ": damaged gzip", e);
    }
    if (bytes.length > maxBytes) {
      throw new IOException(name + ": larger than " + maxBytes + " bytes uncompressed");
    }
    return bytes;
  }
}
