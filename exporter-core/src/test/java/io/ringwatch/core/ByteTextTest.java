package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "wg0", "a\\xff\n\t", "ünïcödé 🦀", "\u0000\u0085"})
  void validUtf8StandsAsItIs(String text) {
    assertThat(ByteText.decode(text.getBytes(UTF_8))).isEqualTo(text);
    assertThat(ByteText.encode(text)).isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void otherBytesAreShownAsBytes() {
    var text = ByteText.decode(new byte[] {'w', (byte) 0xff, 'g', (byte) 0xc3});
    assertThat(LabelSet.of(List.of("name"), text)).hasToString("{name=\"w\\\\xffg\\\\xc3\"}");
  }

  /** Encoded surrogates, overlong forms and torn sequences are not UTF-8 either. */
  @Test
  void differentBytesAreDifferentTextAndLabels() {
    var random = new Random(7);
    var alphabet =
        new byte[] {'a', '\\', 'x', 'f', (byte) 0xed, (byte) 0xb2, (byte) 0x80, (byte) 0xff};
    var seen = new HashSet<List<Byte>>();
    var labels = new HashSet<String>();
    for (int round = 0; round < 20_000; round++) {
      var bytes = new byte[random.nextInt(7)];
      var boxed = new java.util.ArrayList<Byte>();
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = alphabet[random.nextInt(alphabet.length)];
        boxed.add(bytes[i]);
      }
      var text = ByteText.decode(bytes);
      assertThat(ByteText.encode(text)).isEqualTo(bytes);
      boolean isNew = seen.add(boxed);
      assertThat(labels.add(LabelSet.of(List.of("n"), text).toString())).isEqualTo(isNew);
    }
  }
}
