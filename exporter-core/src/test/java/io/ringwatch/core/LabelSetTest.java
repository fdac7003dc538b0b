package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSetTest {

  private static final List<String> NAME = List.of("name");

  /** What a stranger's value, written here with Java's escapes, becomes on the page. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "plain, plain",
        "ünïcödé 🦀, ünïcödé 🦀",
        "a\\nb, a\\nb",
        "a\\\"b, a\\\"b",
        "C:\\\\dir, C:\\\\dir",
        "a\\0b, a\\\\x00b",
        "a\\rb, a\\\\x0db",
        "a\\tb, a\\\\x09b",
        "a\\177b, a\\\\x7fb",
        "a\\205b, a\\\\u0085b",
        "a\\\\x0db, a\\\\x5cx0db",
        "C:\\\\users, C:\\\\users",
      })
  void valueBecomesOneEscapedLine(String value, String shown) {
    assertThat(text(value.translateEscapes())).isEqualTo("{name=\"" + shown + "\"}");
  }

  @Test
  void labelWithoutValueIsNoLabel() {
    assertThat(text("")).isEmpty();
    var more = LabelSet.of(List.of("a", "b", "c"), "", "1", "");
    var less = LabelSet.of(List.of("b"), "1");
    assertThat(more).hasToString("{b=\"1\"}").isEqualTo(less).hasSameHashCodeAs(less);
  }

  @Test
  void unpairedSurrogatesAreShown() {
    assertThat(text("a\ud83db")).isEqualTo("{name=\"a\\\\ud83db\"}");
    assertThat(text("\udc00")).isEqualTo("{name=\"\\\\udc00\"}");
    assertThat(text("\ud83d")).isEqualTo("{name=\"\\\\ud83d\"}");
    assertThat(text("\ud83e\udd80")).isEqualTo("{name=\"🦀\"}");
  }

  @Test
  void megabyteIsCutAndStaysDistinct() {
    var megabyte = "x".repeat(1 << 20);
    assertThat(text(megabyte + "1")).hasSizeLessThan(1100).isNotEqualTo(text(megabyte + "2"));
    assertThat(text("\0".repeat(1 << 20))).hasSizeLessThan(6 * LabelSet.MAX_VALUE);
  }

  /** "Aa" and "BB" have the same String.hashCode, and so has every text made of them. */
  @Test
  void valuesMadeToCollideStayDistinct() {
    var long1 = "y".repeat(2000) + "Aa";
    var long2 = "y".repeat(2000) + "BB";
    var cut = LabelSet.of(NAME, long1).value(0);
    var values =
        List.of(
            long1,
            long2,
            cut,
            "z".repeat(2000) + "\ud800",
            "z".repeat(2000) + "\ud801",
            "a\rb",
            "a\\x0db",
            "a\\x5cx0db",
            "a\\\rb",
            "\ud800",
            "\\ud800");
    assertThat(values.stream().map(LabelSetTest::text)).doesNotHaveDuplicates();
  }

  @Test
  void everyCharacterYieldsOneLine() {
    var all = IntStream.range(0, 0x10000).mapToObj(c -> "<" + (char) c + ">").toList();
    assertThat(all.stream().map(LabelSetTest::text))
        .doesNotHaveDuplicates()
        .allMatch(text -> text.chars().noneMatch(Character::isISOControl), "one line")
        .allMatch(text -> !text.contains("\ufffd") || text.equals(text("<\ufffd>")), "UTF-8");
  }

  @Test
  void labelsStandInTheirOrder() {
    var metric = Metric.gauge("m", "Help.", "b", "a");
    assertThat(LabelSet.of(metric, "1", "2")).hasToString("{b=\"1\",a=\"2\"}");
    assertThat(LabelSet.NONE).hasToString("");
    assertThatThrownBy(() -> LabelSet.of(metric, "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 values for the labels [b, a]");
  }

  @Test
  void setsAreEqualByNamesAndValues() {
    var sets =
        Stream.of(List.of("a", "x"), List.of("a", "y"), List.of("b", "x"))
            .map(pair -> LabelSet.of(pair.subList(0, 1), pair.get(1)))
            .toList();
    assertThat(sets).doesNotHaveDuplicates().contains(LabelSet.of(List.of("a"), "x"));
    assertThat(sets.stream().sorted()).containsExactlyElementsOf(sets);
  }

  private static String text(String value) {
    return LabelSet.of(NAME, value).toString();
  }
}
