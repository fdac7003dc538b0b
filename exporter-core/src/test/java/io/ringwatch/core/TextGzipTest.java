package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out of zlib again is what went in. */
class TextGzipTest {

  private static final Random RANDOM = new Random(42);

  static Stream<byte[]> pages() {
    return Stream.of(
        new byte[0],
        "\n".getBytes(UTF_8),
        "\n".repeat(1000).getBytes(UTF_8),
        "a\n".repeat(100_000).getBytes(UTF_8),
        ("x".repeat(257) + "\n").repeat(3).getBytes(UTF_8),
        ("x".repeat(258) + "\n").repeat(3).getBytes(UTF_8),
        ("x".repeat(600) + "\n").repeat(500).getBytes(UTF_8),
        ("y".repeat(32_767) + "\n").repeat(9).getBytes(UTF_8),
        ("y".repeat(32_768) + "\n").repeat(9).getBytes(UTF_8),
        "z".repeat(1_000_000).getBytes(UTF_8),
        "é🐧\"\\\n".repeat(30_000).getBytes(UTF_8),
        random(300_000),
        exposition(3000).getBytes(UTF_8),
        linesOfAnyLength(2000).getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void anythingComesOutAsItWentIn(byte[] page) throws IOException {
    for (int piece : new int[] {1 << 20, 32_768, 1000, 7}) {
      assertThat(unpack(pack(page, piece))).isEqualTo(page);
    }
  }

  @Test
  void expositionIsAboutAsSmallAsZlibWouldMakeIt() throws IOException {
    var page = exposition(3000).getBytes(UTF_8);

    assertThat(pack(page, 32_768).length).isLessThan((int) (1.2 * zlib(page)));
  }

  private static byte[] pack(byte[] page, int piece) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new TextGzip(packed)) {
      for (int from = 0; from < page.length; from += piece) {
        gzip.write(page, from, Math.min(piece, page.length - from));
      }
    }
    return packed.toByteArray();
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return gzip.readAllBytes();
    }
  }

  private static int zlib(byte[] page) throws IOException {
    var packed = new ByteArrayOutputStream();
    var gzip =
        new GZIPOutputStream(packed) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        };
    try (gzip) {
      gzip.write(page);
    }
    return packed.size();
  }

  private static String exposition(int peers) {
    var page = new StringBuilder();
    for (var metric : new String[] {"wireguard_sent_bytes_total", "wireguard_peer_up"}) {
      page.append("# TYPE ").append(metric).append(" counter\n");
      for (int i = 0; i < peers; i++) {
        page.append(metric).append("{interface=\"wg0\",public_key=\"");
        page.append(Base64.getEncoder().encodeToString(random(32))).append("\"} ");
        page.append(RANDOM.nextInt(Integer.MAX_VALUE)).append('\n');
      }
    }
    return page.toString();
  }

  private static String linesOfAnyLength(int lines) {
    var page = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      page.append("abcdefghij".repeat(RANDOM.nextInt(100))).append(i);
      page.append("klmnopqrst".repeat(RANDOM.nextInt(400))).append('\n');
    }
    return page.toString();
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
