package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Label names with their values. One set serves every family that has these labels, so that its
 * text is escaped and encoded once a scrape.
 *
 * <p>Values come from strangers. Control characters, bytes that are not UTF-8 ({@link ByteText})
 * and other unpaired surrogates are shown as {@code \x0d}, {@code \xff} and {@code \ud800}; from
 * {@value #MAX_VALUE} characters on a value is cut, with a hash of the whole at its end. Values
 * which differ stay different, even those made to look alike. An empty value is not written: to
 * Prometheus, a label without a value is no label.
 */
public final class LabelSet implements Comparable<LabelSet> {

  /** A value as long as this is cut. */
  public static final int MAX_VALUE = 1024;

  private static final HexFormat HEX = HexFormat.of();

  /** A backslash which, left alone, would read as the start of a shown character. */
  private static final Pattern LOOKALIKE = Pattern.compile("\\\\(?=x[0-9a-f]{2}|u[0-9a-f]{4})");

  /** No labels. */
  public static final LabelSet NONE = new LabelSet(List.of(), new String[0]);

  private final List<String> names;
  private final String[] values;
  private final byte[] text;

  private LabelSet(List<String> names, String[] values) {
    this.names = names;
    this.values = values;
    this.text = render(names, values);
  }

  /** The labels of {@code metric} with these values, in its order. */
  public static LabelSet of(Metric metric, String... values) {
    return clean(metric.labels(), values);
  }

  /**
   * Labels by name and value.
   *
   * @throws IllegalArgumentException if there are not as many values as names, or the names are not
   *     legal and distinct
   */
  public static LabelSet of(List<String> names, String... values) {
    Metric.requireLabelNames(names);
    return clean(List.copyOf(names), values);
  }

  private static LabelSet clean(List<String> names, String... values) {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(values.length + " values for the labels " + names);
    }
    var clean = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      clean[i] = sanitise(values[i]);
    }
    return new LabelSet(names, clean);
  }

  List<String> names() {
    return names;
  }

  String value(int index) {
    return values[index];
  }

  /** {@code {a="1",b="2"}} as it stands in the text formats; empty without labels. */
  byte[] text() {
    return text;
  }

  private static byte[] render(List<String> names, String[] values) {
    var out = new StringBuilder(64 * values.length);
    for (int i = 0; i < values.length; i++) {
      if (!values[i].isEmpty()) {
        out.append(out.isEmpty() ? '{' : ',').append(names.get(i)).append("=\"");
        escape(values[i], out);
        out.append('"');
      }
    }
    return (out.isEmpty() ? "" : out.append('}').toString()).getBytes(UTF_8);
  }

  private static void escape(String value, StringBuilder out) {
    if (value.indexOf('\\') < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0) {
      out.append(value);
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '"' -> out.append("\\\"");
        case '\n' -> out.append("\\n");
        default -> out.append(c);
      }
    }
  }

  /** A value as it is shown in labels, for other places that show what comes from strangers. */
  public static String shown(String value) {
    return sanitise(value);
  }

  private static String sanitise(String value) {
    var bounded = value.length() < MAX_VALUE ? value : cut(value);
    if (bounded.indexOf('\\') >= 0) {
      bounded = LOOKALIKE.matcher(bounded).replaceAll("\\\\x5c");
    }
    for (int i = 0; i < bounded.length(); i++) {
      if (isUnfit(bounded, i)) {
        return showUnfit(bounded);
      }
    }
    return bounded;
  }

  /**
   * To exactly the length from which on values are cut, so that no whole value equals a cut one.
   */
  private static String cut(String value) {
    var end = "…#" + hash(value);
    return value.substring(0, MAX_VALUE - end.length()) + end;
  }

  /** Of the characters as they are: every encoding would make unpaired surrogates the same. */
  private static String hash(String value) {
    var bytes = ByteBuffer.allocate(2 * value.length());
    bytes.asCharBuffer().put(value);
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HEX.formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean isUnfit(String value, int i) {
    char c = value.charAt(i);
    if (c >= ' ' && c < 0x7f) {
      return false;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(value.charAt(i - 1));
    }
    return c != '\n' && Character.isISOControl(c);
  }

  private static String showUnfit(String value) {
    var out = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isUnfit(value, i)) {
        out.append(c);
      } else if (c < 0x80 || ByteText.isByte(c)) {
        out.append("\\x").append(HEX.toHexDigits((byte) c));
      } else {
        out.append("\\u").append(HEX.toHexDigits(c));
      }
    }
    return out.toString();
  }

  /** By the text: sets that differ only in labels without a value are the same series. */
  @Override
  public int compareTo(LabelSet other) {
    return Arrays.compareUnsigned(text, other.text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LabelSet that && Arrays.equals(text, that.text);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(text);
  }

  @Override
  public String toString() {
    return new String(text, UTF_8);
  }
}
