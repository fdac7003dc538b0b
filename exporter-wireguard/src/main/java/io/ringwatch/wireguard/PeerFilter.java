package io.ringwatch.wireguard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which peers are shown. A peer that is not shown is not counted either, as if it were not there.
 *
 * @param allowed public keys and friendly names; if there are any, only these are shown
 * @param denied public keys and friendly names that are never shown
 */
record PeerFilter(Set<String> allowed, Set<String> denied) {

  PeerFilter {
    allowed = Set.copyOf(allowed);
    denied = Set.copyOf(denied);
  }

  boolean showsAll() {
    return allowed.isEmpty() && denied.isEmpty();
  }

  boolean shows(Peer peer, Names names) {
    var name = names.of(peer).friendlyName();
    boolean isAllowed =
        allowed.isEmpty() || allowed.contains(peer.publicKey()) || allowed.contains(name);
    return isAllowed && !denied.contains(peer.publicKey()) && !denied.contains(name);
  }

  /**
   * Reads the values of a flag: keys and names as they are, {@code @FILE} for a file that has one a
   * line, with {@code #} for comments.
   */
  static Set<String> read(String flag, List<String> values) throws ConfigException {
    var peers = new HashSet<String>();
    for (var value : values) {
      if (!value.startsWith("@")) {
        peers.add(value);
        continue;
      }
      try {
        Files.readString(Path.of(value.substring(1)), UTF_8)
            .lines()
            .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .forEach(peers::add);
      } catch (IOException e) {
        throw ConfigException.of(flag + ": cannot read " + value.substring(1));
      }
    }
    return peers;
  }
}
