package io.ringwatch.serf;

import io.ringwatch.core.ByteText;
import io.ringwatch.core.LabelSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One member of the ring, as an agent's {@code members} tells it.
 *
 * @param name as {@link ByteText}, unique in a ring
 * @param address IPv4 or IPv6 in its shortest form without brackets; empty when the agent has none
 * @param port the gossip port
 * @param tags as {@link ByteText}; may hold secrets
 * @param protocol empty when the agent does not tell
 */
record Member(
    String name,
    String address,
    int port,
    Map<String, String> tags,
    Status status,
    Optional<Versions> protocol) {

  Member {
    tags = Map.copyOf(tags);
  }

  /** The same member in another state. */
  Member with(Status other) {
    return new Member(name, address, port, tags, other, protocol);
  }

  /** Whether all but the status is the same. */
  boolean looksLike(Member other) {
    return port == other.port
        && address.equals(other.address)
        && protocol.equals(other.protocol)
        && tags.equals(other.tags);
  }

  /** As records have it, but ten thousand times a scrape: what differs most comes first. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Member that
            && status == that.status
            && name.equals(that.name)
            && looksLike(that));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Without the tags' values, which may be secret. */
  @Override
  public String toString() {
    return "Member["
        + LabelSet.shown(name)
        + " "
        + status.label()
        + " "
        + address
        + " "
        + LabelSet.shown(tags.keySet().toString())
        + "]";
  }
}
