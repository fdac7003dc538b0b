package io.ringwatch.p2p.targets;

import java.io.IOException;
import java.util.List;

/** Whose host file it is. */
public enum HostFormat {
  /** {@code remote-nodes.conf}: {@code environment|user@host|role} a line. */
  ORAMA,
  /** {@code distributed_hosts.yaml}: hosts as a mapping or a list, and the voters' names. */
  RINGRIFT;

  /**
   * One group a host.
   *
   * @param name what messages call the file
   * @throws IOException with every line that is wrong; nothing of the file but names is quoted
   */
  List<TargetGroup> read(String name, String text, int port) throws IOException {
    return switch (this) {
      case ORAMA -> OramaHosts.read(name, text, port);
      case RINGRIFT -> RingriftHosts.read(name, text, port);
    };
  }

  /** The port where a node of this system serves its status. */
  int usualPort() {
    return switch (this) {
      case ORAMA -> 9587;
      case RINGRIFT -> 8770;
    };
  }
}
