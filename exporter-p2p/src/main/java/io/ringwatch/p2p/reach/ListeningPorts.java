package io.ringwatch.p2p.reach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this machine, or its container, listens on ports: as the kernel says in {@code
 * /proc/net/tcp}, {@code tcp6}, {@code udp} and {@code udp6} (proc_net(5)). That includes the
 * kernel's own sockets, such as WireGuard's.
 */
final class ListeningPorts {

  private static final Logger LOG = LoggerFactory.getLogger(ListeningPorts.class);

  enum Protocol {
    /** 0A is TCP_LISTEN. */
    TCP("0A"),
    /** 07 is TCP_CLOSE: a UDP socket that is bound and not connected to anybody. */
    UDP("07");

    private final String listens;

    Protocol(String listens) {
      this.listens = listens;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Path directory;

  /**
   * @param directory {@code /proc/self/net}
   */
  ListeningPorts(Path directory) {
    this.directory = directory;
  }

  /** One reading a port; none for a protocol of which the kernel does not tell. */
  List<Reading> check(Protocol protocol, List<Integer> ports) {
    if (ports.isEmpty()) {
      return List.of();
    }
    try {
      var listening = listening(protocol);
      return ports.stream().map(port -> reading(protocol, port, listening.contains(port))).toList();
    } catch (IOException e) {
      LOG.debug("{} ports are unknown: {}", protocol.word(), e.getMessage());
      return List.of();
    }
  }

  private static Reading reading(Protocol protocol, int port, boolean listens) {
    return Reading.of(ReachMetrics.LISTENING, listens, String.valueOf(port), protocol.word());
  }

  /** Over both families; a kernel without IPv6 has no file for it. */
  private Set<Integer> listening(Protocol protocol) throws IOException {
    var ports = new HashSet<>(ports(protocol, protocol.word()));
    try {
      ports.addAll(ports(protocol, protocol.word() + "6"));
    } catch (NoSuchFileException e) {
      LOG.debug("no IPv6 here");
    }
    return ports;
  }

  private Set<Integer> ports(Protocol protocol, String file) throws IOException {
    try (var lines = Files.lines(directory.resolve(file))) {
      return parse(protocol, lines);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The local ports of listening sockets. A line is {@code 0: 0100007F:1F90 00000000:0000 0A …}:
   * number, local and remote address and port, state, all in hexadecimal.
   */
  static Set<Integer> parse(Protocol protocol, Stream<String> lines) {
    return lines
        .map(line -> line.strip().split(" +", 5))
        .filter(fields -> fields.length == 5 && fields[3].equals(protocol.listens))
        .map(fields -> fields[1].substring(fields[1].indexOf(':') + 1))
        .map(port -> Integer.parseInt(port, 16))
        .collect(Collectors.toSet());
  }
}
