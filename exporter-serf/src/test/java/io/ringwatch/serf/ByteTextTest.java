package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteTextTest {

  @ParameterizedTest
  @CsvSource({
    "6e6f6465, node",
    "6ec3b864c3a9, nødé",
    "f09f9a80, 🚀",
    "626164fffe, bad\\xff\\xfe",
    "eda080, \\xed\\xa0\\x80",
    "c080, \\xc0\\x80",
    "f09f9a, \\xf0\\x9f\\x9a",
    "00090d, \\x00\\x09\\x0d",
    "7f, \\x7f",
    "c285, \\xc2\\x85",
    "5c, \\",
    "5c6e, \\n",
    "5c786666, \\x5cxff",
    "5c784646, \\xFF",
    "5cff, \\\\xff",
  })
  void bytesBecomeText(String hex, String text) {
    var bytes = HexFormat.of().parseHex(hex);
    assertThat(ByteText.decode(bytes)).isEqualTo(text);
    assertThat(ByteText.encode(text)).isEqualTo(bytes);
  }

  @Test
  void aLineFeedStandsForItself() {
    assertThat(ByteText.decode("a\nb".getBytes(StandardCharsets.UTF_8))).isEqualTo("a\nb");
  }

  @Test
  void differentBytesAreDifferentTextAndTextLeadsBackToItsBytes() {
    var alphabet = HexFormat.of().parseHex("5c78666130ffc3a9e2827f0a09f09f");
    var seen = new HashMap<String, String>();
    var random = new Random(7);
    for (int round = 0; round < 200_000; round++) {
      var bytes = new byte[random.nextInt(10)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = alphabet[random.nextInt(alphabet.length)];
      }
      var text = ByteText.decode(bytes);
      assertThat(ByteText.encode(text)).isEqualTo(bytes);
      var hex = HexFormat.of().formatHex(bytes);
      assertThat(seen.getOrDefault(text, hex)).isEqualTo(hex);
      seen.put(text, hex);
    }
  }
}
