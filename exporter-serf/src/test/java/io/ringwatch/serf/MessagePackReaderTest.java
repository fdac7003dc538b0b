package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePackReaderTest {

  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "7f, 127",
    "ff, -1",
    "e0, -32",
    "ccff, 255",
    "cdffff, 65535",
    "ceffffffff, 4294967295",
    "cf7fffffffffffffff, 9223372036854775807",
    "d080, -128",
    "d18000, -32768",
    "d280000000, -2147483648",
    "d3ffffffffffffffff, -1",
  })
  void integersAreTakenInEveryWidth(String hex, long value) throws IOException {
    assertThat(reader(hex).integer()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a3616263",
        "d903616263",
        "da0003616263",
        "db00000003616263",
        "c403616263",
        "c50003616263",
        "c600000003616263"
      })
  void stringsAndBinariesStandForEachOther(String hex) throws IOException {
    assertThat(reader(hex).text()).isEqualTo("abc");
    assertThat(reader(hex).bytes()).containsExactly('a', 'b', 'c');
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca3f800000", "cb3ff0000000000000", "01", "cc01"})
  void numbersMayBeFloatsOrIntegers(String hex) throws IOException {
    assertThat(reader(hex).number()).isEqualTo(1.0);
  }

  @Test
  void nilIsAnEmptyStringMapOrArray() throws IOException {
    assertThat(reader("c0").text()).isEmpty();
    assertThat(reader("c0").bytes()).isEmpty();
    assertThat(reader("c0").mapHeader()).isZero();
    assertThat(reader("c0").arrayHeader()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"82, 2", "de0001, 1", "df00000001, 1"})
  void mapsHaveThreeWidths(String hex, int pairs) throws IOException {
    assertThat(reader(hex + "00".repeat(4)).mapHeader()).isEqualTo(pairs);
  }

  @ParameterizedTest
  @CsvSource({"92, 2", "dc0002, 2", "dd00000002, 2"})
  void arraysHaveThreeWidths(String hex, int elements) throws IOException {
    assertThat(reader(hex + "0000").arrayHeader()).isEqualTo(elements);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dd7fffffff", "ddffffffff", "dcffff"})
  void countsBeyondWhatMayComeAreRefused(String hex) {
    assertThatThrownBy(() -> reader(hex).arrayHeader())
        .isInstanceOf(MessagePackException.class)
        .hasMessageContaining("a count of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"df7fffffff", "dfffffffff"})
  void mapCountsBeyondWhatMayComeAreRefused(String hex) {
    assertThatThrownBy(() -> reader(hex).mapHeader()).isInstanceOf(MessagePackException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dbffffffff", "db7fffffff", "c6ffffffff", "daffff"})
  void lengthsBeyondWhatMayComeAreRefused(String hex) {
    assertThatThrownBy(() -> reader(hex).text()).isInstanceOf(MessagePackException.class);
    assertThatThrownBy(() -> reader(hex).bytes()).isInstanceOf(MessagePackException.class);
    assertThatThrownBy(() -> reader(hex).skip()).isInstanceOf(MessagePackException.class);
  }

  @Test
  void aStringLongerThanTheBufferIsRefusedEvenWhenTheMessageMayBeLonger() {
    var in = new MessagePackReader(new ByteArrayInputStream(bytes("db00010001")));
    in.allow(10_000_000);
    assertThatThrownBy(in::text).hasMessage("a string of 65537 bytes");
  }

  @Test
  void aMessageMayNotExceedWhatItIsAllowed() {
    var in = new MessagePackReader(new ByteArrayInputStream(bytes("0102030405")));
    in.allow(2);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 3; i++) {
                in.skip();
              }
            })
        .hasMessage("the message is longer than allowed");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> reader("91".repeat(100_000) + "00").skip())
        .isInstanceOf(MessagePackException.class)
        .hasMessageContaining("nested deeper than 32");
    assertThatThrownBy(() -> reader("81a161".repeat(50_000) + "00").skip())
        .hasMessageContaining("nested deeper than 32");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c0",
        "c2",
        "c3",
        "05",
        "ff",
        "cc01",
        "cd0001",
        "ce00000001",
        "cf0000000000000001",
        "d001",
        "d10001",
        "d200000001",
        "d30000000000000001",
        "ca00000000",
        "cb0000000000000000",
        "a161",
        "d90161",
        "da000161",
        "db0000000161",
        "c40161",
        "c5000161",
        "c60000000161",
        "810102",
        "81a16191a162",
        "de00010102",
        "df000000010102",
        "9101",
        "dc000101",
        "dd0000000101",
        "d40161",
        "d5016161",
        "d60161616161",
        "d7016161616161616161",
        "d80161616161616161616161616161616161",
        "c7010161",
        "c800010161",
        "c9000000010161"
      })
  void everyKindOfObjectCanBePassedOver(String hex) throws IOException {
    var in = reader(hex + "2a");
    in.skip();
    assertThat(in.integer()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(strings = {"53", "c1", "a0", "90"})
  void anotherKindOfObjectThanIsDueIsRefused(String hex) {
    assertThatThrownBy(() -> reader(hex).mapHeader())
        .hasMessageMatching("byte 0x.. where a map belongs");
  }

  @Test
  void theEndOfTheConnectionIsNoEndOfAnObject() {
    assertThatThrownBy(() -> reader("a3", "6162").text()).isInstanceOf(EOFException.class);
  }

  @Test
  void bytesMayDripOneByOne() throws IOException {
    var body = Capture.named("members_odd.txt").lastBody();
    var in =
        new MessagePackReader(
            new InputStream() {
              private int at;

              @Override
              public int read() {
                return at < body.length ? body[at++] & 0xff : -1;
              }

              @Override
              public int read(byte[] b, int from, int length) {
                int next = read();
                b[from] = (byte) next;
                return next < 0 ? -1 : 1;
              }
            });
    in.allow(body.length);
    assertThat(SerfDecoder.members(in)).hasSize(6);
  }

  @Test
  void equalTextIsTheSameStringOnceSeen() throws IOException {
    var in = reader("a3616263a3616263");
    assertThat(in.text()).isSameAs(in.text());
  }

  @Test
  void anyDamageToARealAnswerEndsInAnAnswerOrAnIoException() throws IOException {
    var random = new Random(3);
    var whole = Capture.named("members_odd.txt").lastBody();
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      var damaged = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      var in = new MessagePackReader(new ByteArrayInputStream(damaged));
      in.allow(damaged.length);
      try {
        SerfDecoder.members(in);
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 19_999);
  }

  private static MessagePackReader reader(String... hex) {
    var all = bytes(String.join("", hex));
    var in = new MessagePackReader(new ByteArrayInputStream(all));
    in.allow(all.length + 4L);
    return in;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
