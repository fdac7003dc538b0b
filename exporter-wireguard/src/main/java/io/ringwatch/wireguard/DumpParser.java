package io.ringwatch.wireguard;

import io.ringwatch.core.ByteText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/**
 * Parses {@code wg show all dump}, piece by piece as it arrives: tab-separated, nothing escaped.
 *
 * <ul>
 *   <li>An interface has 5 fields: name, private key, public key, listen port, firewall mark
 *       ({@code off} or {@code 0x1234}). AmneziaWG puts many more before the mark.
 *   <li>A peer has 9: interface, public key, preshared key, endpoint, allowed IPs, latest handshake
 *       in Unix seconds (0 = never), received bytes, sent bytes, persistent keepalive ({@code off},
 *       seconds, with AmneziaWG a range).
 *   <li>{@code wg show NAME dump} leaves the name out.
 * </ul>
 *
 * <p>The private and the preshared key are skipped as bytes and become no object. A line that
 * cannot be read is counted and told by its number and what is wrong with it, the others are kept.
 * A last line without an end is cut off, even where it looks whole.
 *
 * @see <a href="https://git.zx2c4.com/wireguard-tools/tree/src/show.c">show.c</a>
 */
final class DumpParser {

  private static final int INTERFACE_FIELDS = 5;
  private static final int PEER_FIELDS = 9;
  private static final int MAX_LINE = 1 << 20;
  private static final int MAX_TOLD = 10;

  private final List<Interface> interfaces = new ArrayList<>();
  private final List<Peer> peers = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int faultCount;
  private int lineNumber;

  /** The unfinished line. */
  private byte[] rest = new byte[1 << 12];

  private int restLength;
  private boolean overlong;

  private final DumpLine line = new DumpLine();

  /** How many fields the name takes: 1, or 0 if it was given. */
  private final int nameFields;

  private String interfaceName;
  private byte[] interfaceBytes = {};

  /** For {@code wg show all dump}. */
  DumpParser() {
    nameFields = 1;
    interfaceName = "";
  }

  /** For {@code wg show NAME dump}. */
  DumpParser(String interfaceName) {
    nameFields = 0;
    this.interfaceName = interfaceName;
  }

  /** Takes the next piece of the dump, which may end anywhere. */
  void accept(byte[] buffer, int length) {
    int sorted = peers.size();
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        if (restLength == 0 && !overlong) {
          take(buffer, from, i);
        } else {
          keep(buffer, from, i);
          take(rest, 0, restLength);
          restLength = 0;
          overlong = false;
        }
        from = i + 1;
      }
    }
    keep(buffer, from, length);
    peers.subList(sorted, peers.size()).sort(null); // what wg waits for anyway is not lost
  }

  /** What was read; the parser takes no more. */
  Dump finish() {
    if (restLength > 0 || overlong) {
      lineNumber++;
      fault("cut off");
    }
    Arrays.fill(rest, (byte) 0);
    Collections.sort(peers);
    return new Dump(interfaces, peers, new Dump.Faults(faultCount, faults));
  }

  private void keep(byte[] buffer, int from, int to) {
    int length = restLength + to - from;
    if (length > MAX_LINE) {
      overlong = true;
      return;
    }
    if (length > rest.length) {
      rest = Arrays.copyOf(rest, Math.max(length, 2 * rest.length));
    }
    System.arraycopy(buffer, from, rest, restLength, to - from);
    restLength = length;
  }

  private void take(byte[] buffer, int from, int to) {
    lineNumber++;
    if (overlong) {
      fault("longer than " + MAX_LINE + " bytes");
      return;
    }
    int end = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
    if (end == from) {
      return;
    }
    try {
      line.set(buffer, from, end);
      takeLine();
    } catch (DumpLine.Bad e) {
      fault(e.what());
    }
  }

  private void fault(String what) {
    faultCount++;
    if (faults.size() < MAX_TOLD) {
      faults.add("line " + lineNumber + ": " + what);
    }
  }

  private void takeLine() throws DumpLine.Bad {
    int absent = 1 - nameFields;
    int width = line.count() + absent;
    if (width == PEER_FIELDS) {
      peers.add(peer());
    } else if (width == INTERFACE_FIELDS || (width > PEER_FIELDS && hasPortAndFwmark())) {
      interfaces.add(anInterface());
    } else {
      throw new DumpLine.Bad(
          "%d fields, expected %d or %d"
              .formatted(line.count(), INTERFACE_FIELDS - absent, PEER_FIELDS - absent));
    }
  }

  /** A peer has an endpoint in the place of the port, so that a future, wider one is not taken. */
  private boolean hasPortAndFwmark() {
    int last = line.count() - 1;
    return line.isNumber(nameFields + 2)
        && (line.is(last, "off") || line.bytes()[line.start(last)] == '0');
  }

  private Interface anInterface() throws DumpLine.Bad {
    readName();
    int port = (int) line.number(nameFields + 2, "listen port", 0xffff);
    return new Interface(
        interfaceName,
        line.key(nameFields + 1),
        port == 0 ? OptionalInt.empty() : OptionalInt.of(port),
        line.fwmark(line.count() - 1));
  }

  private Peer peer() throws DumpLine.Bad {
    readName();
    int at = nameFields;
    return new Peer(
        interfaceName,
        line.text(at),
        line.endpoint(at + 2),
        line.isNone(at + 3) ? "" : line.text(at + 3),
        line.number(at + 4, "latest handshake", Long.MAX_VALUE),
        line.bytesCounted(at + 5, "received bytes"),
        line.bytesCounted(at + 6, "sent bytes"),
        line.keepalive(at + 7));
  }

  /** The name of the line, which mostly is that of the line before. */
  private void readName() {
    if (nameFields == 0) {
      return;
    }
    var bytes = line.bytes();
    int from = line.start(0);
    int to = line.end(0);
    if (!Arrays.equals(bytes, from, to, interfaceBytes, 0, interfaceBytes.length)) {
      interfaceBytes = Arrays.copyOfRange(bytes, from, to);
      interfaceName = ByteText.decode(bytes, from, to - from);
    }
  }
}
