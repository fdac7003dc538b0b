package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Compresses a text exposition, several times as fast as zlib's fastest level and to about its
 * size. In an exposition every line begins as the line before it, so that is the only place where
 * it looks for what it can refer back to; and what is left are keys and numbers, so that one code
 * chosen beforehand serves them all. The page is one deflate block: it cannot be flushed half-way.
 *
 * <p>Any bytes come out as they went in; only what is not lines of text comes out larger.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1951">deflate</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">gzip</a>
 */
final class TextGzip extends OutputStream {

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};
  private static final int FARTHEST = 1 << 15;
  private static final int SHORTEST_MATCH = 4;
  private static final int LONGEST_MATCH = 258;
  private static final int END_OF_BLOCK = 256;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes and, from 257 on, lengths of matches; then distances: as RFC 1951 numbers them. */
  private static final HuffmanCode SYMBOLS = new HuffmanCode(symbolWeights());

  private static final HuffmanCode DISTANCES = new HuffmanCode(distanceWeights());

  /** The bytes' codes once more, each as its bits above four bits of length. */
  private static final int[] LITERALS =
      IntStream.range(0, 256).map(b -> SYMBOLS.bits(b) << 4 | SYMBOLS.length(b)).toArray();

  private final OutputStream out;
  private final CRC32 crc = new CRC32();
  private long size;

  private final byte[] in = new byte[4 * FARTHEST];
  private int position;
  private int end;
  private int lineStart;

  /** How long the line before was; 0 if it cannot be referred to. */
  private int distance;

  private final byte[] packed = new byte[1 << 15];
  private int packedSize;
  private long bits;
  private int bitCount;

  TextGzip(OutputStream out) throws IOException {
    this.out = out;
    out.write(HEADER);
    putCodes();
  }

  private static int[] symbolWeights() {
    var weights = new int[286];
    Arrays.fill(weights, 1);
    weigh(weights, 24, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/");
    weigh(weights, 56, "0123456789");
    weigh(weights, 24, "\n.:\"");
    weigh(weights, 8, "{}=,_- ");
    Arrays.fill(weights, 257, 270, 6);
    Arrays.fill(weights, 270, 286, 12);
    return weights;
  }

  private static void weigh(int[] weights, int weight, String characters) {
    for (byte b : characters.getBytes(US_ASCII)) {
      weights[b] = weight;
    }
  }

  private static int[] distanceWeights() {
    var weights = new int[30];
    Arrays.fill(weights, 1);
    Arrays.fill(weights, 12, 17, 40); // a line of 65 to 384 bytes
    return weights;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    crc.update(bytes, from, length);
    size += length;
    for (int done = 0; done < length; ) {
      if (end == in.length) {
        slide();
      }
      int piece = Math.min(length - done, in.length - end);
      System.arraycopy(bytes, from + done, in, end, piece);
      end += piece;
      done += piece;
      pack();
    }
  }

  /** Makes room, keeping the line before if it can still be referred to. */
  private void slide() {
    int kept = Math.max(lineStart - distance, 0);
    if (end - kept > in.length / 2) {
      kept = position;
      distance = 0;
    }
    System.arraycopy(in, kept, in, 0, end - kept);
    position -= kept;
    end -= kept;
    lineStart = Math.max(lineStart - kept, 0);
  }

  private void pack() throws IOException {
    while (position < end) {
      int match = distance > 0 && in[position] == in[position - distance] ? match() : 0;
      if (match >= SHORTEST_MATCH) {
        putMatch(match);
        position += match;
      } else {
        putLiterals();
      }
      if (in[position - 1] == '\n') {
        int length = position - lineStart;
        distance = length <= FARTHEST ? length : 0;
        lineStart = position;
      }
    }
  }

  /** One byte, and those behind it up to the line's end or a place where a match could begin. */
  private void putLiterals() throws IOException {
    var literals = LITERALS;
    long word = bits;
    int count = bitCount;
    int i = position;
    byte literal;
    do {
      literal = in[i++];
      int code = literals[literal & 0xff];
      word |= (long) (code >> 4) << count;
      count += code & 0xf;
      if (count >= 48) {
        putWord(word);
        word >>>= 48;
        count -= 48;
      }
    } while (i < end && literal != '\n' && (distance == 0 || in[i] != in[i - distance]));
    bits = word;
    bitCount = count;
    position = i;
  }

  /** How far this line goes on as the one before it, whose end it does not pass. */
  private int match() {
    int from = position - distance;
    int longest = Math.min(LONGEST_MATCH, Math.min(end - position, lineStart - from));
    if (longest < SHORTEST_MATCH) {
      return 0;
    }
    int mismatch = Arrays.mismatch(in, from, from + longest, in, position, position + longest);
    return mismatch < 0 ? longest : mismatch;
  }

  /** Length and distance: a symbol for a range, then bits for the place in it. */
  private void putMatch(int length) throws IOException {
    if (length == LONGEST_MATCH) {
      put(SYMBOLS.bits(285), SYMBOLS.length(285));
    } else {
      putRanged(SYMBOLS, 257, length - 3, 4);
    }
    putRanged(DISTANCES, 0, distance - 1, 2);
  }

  /** Ranges double in width every {@code perWidth} symbols, from the second such group on. */
  private void putRanged(HuffmanCode code, int first, int value, int perWidth) throws IOException {
    if (value < 2 * perWidth) {
      put(code.bits(first + value), code.length(first + value));
      return;
    }
    int extra = 31 - Integer.numberOfLeadingZeros(value / perWidth);
    int symbol = first + perWidth * extra + (value >> extra);
    put(code.bits(symbol), code.length(symbol));
    put(value & ((1 << extra) - 1), extra);
  }

  /** The block's header: the last block, dynamic, then each code's lengths in four bits each. */
  private void putCodes() throws IOException {
    put(0b101, 3);
    put(SYMBOLS.size() - 257, 5);
    put(DISTANCES.size() - 1, 5);
    put(19 - 4, 4);
    for (int order = 0; order < 19; order++) {
      put(order < 3 ? 0 : 4, 3); // 16, 17 and 18, which come first, would mean repetitions
    }
    for (var code : new HuffmanCode[] {SYMBOLS, DISTANCES}) {
      for (int symbol = 0; symbol < code.size(); symbol++) {
        put(Integer.reverse(code.length(symbol)) >>> 28, 4);
      }
    }
  }

  /** Up to 16 bits, the lowest first. */
  private void put(int value, int count) throws IOException {
    bits |= (long) value << bitCount;
    bitCount += count;
    if (bitCount >= 48) {
      putWord(bits);
      bits >>>= 48;
      bitCount -= 48;
    }
  }

  /** The lower 48 bits; the rest of what is stored will be written over. */
  private void putWord(long word) throws IOException {
    if (packedSize + 8 > packed.length) {
      drain();
    }
    LONG.set(packed, packedSize, word);
    packedSize += 6;
  }

  private void drain() throws IOException {
    out.write(packed, 0, packedSize);
    packedSize = 0;
  }

  /** Ends the page and closes the stream beneath. */
  @Override
  public void close() throws IOException {
    put(SYMBOLS.bits(END_OF_BLOCK), SYMBOLS.length(END_OF_BLOCK));
    drain();
    for (; bitCount > 0; bitCount -= 8) {
      out.write((int) bits);
      bits >>>= 8;
    }
    for (long word : new long[] {crc.getValue(), size}) {
      for (int shift = 0; shift < 32; shift += 8) {
        out.write((int) (word >>> shift));
      }
    }
    out.close();
  }
}
