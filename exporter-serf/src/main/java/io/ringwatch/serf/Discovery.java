package io.ringwatch.serf;

import io.ringwatch.core.LabelSet;
import io.ringwatch.core.Prober.Refused;
import io.ringwatch.core.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Members into Prometheus targets.
 *
 * @param port the targets' port; empty when a tag names it
 * @param portTag the tag that names the port
 * @param addressTag the tag that names the address; empty for the gossip address
 * @param statuses the statuses whose members are listed
 * @param wanted values that tags must have
 * @param tags the tags that may be shown
 */
record Discovery(
    Optional<Integer> port,
    Optional<String> portTag,
    Optional<String> addressTag,
    Set<Status> statuses,
    Map<String, String> wanted,
    TagLabels tags) {

  private static final String TAG = "tag.";
  private static final Set<String> PARAMETERS =
      Set.of("port", "port_tag", "address_tag", "status", "target");

  /** A host name or an address: a tag comes from a stranger and must not become a URL. */
  private static final Pattern HOST =
      Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9.:_-]*[a-zA-Z0-9])?|::1?");

  Discovery {
    statuses = Set.copyOf(statuses);
    wanted = Map.copyOf(wanted);
  }

  /** Targets that share labels, as Prometheus reads them. */
  record Group(List<String> targets, Map<String, String> labels) {}

  /**
   * Reads {@code ?port=9100&status=alive&tag.role=slurm-worker}.
   *
   * @throws Refused if that makes no sense
   */
  static Discovery of(Query query, TagLabels tags) throws Refused {
    var wanted = new LinkedHashMap<String, String>();
    for (var name : query.names()) {
      if (name.startsWith(TAG)) {
        wanted.put(shown(name.substring(TAG.length()), tags), query.all(name).getFirst());
      } else if (!PARAMETERS.contains(name)) {
        throw new Refused(400, "unknown parameter (try ?port=9100&status=alive&tag.role=NAME)");
      }
    }
    var portTag = query.first("port_tag");
    var addressTag = query.first("address_tag");
    for (var tag : Stream.of(portTag, addressTag).flatMap(Optional::stream).toList()) {
      shown(tag, tags);
    }
    var port = port(query);
    if (port.isEmpty() == portTag.isEmpty()) {
      throw new Refused(400, "either port or port_tag must be there (try ?port=9100)");
    }
    return new Discovery(port, portTag, addressTag, statuses(query), wanted, tags);
  }

  /** One group a member, by name. Members without an address or a port are left out. */
  List<Group> groups(List<Member> members) {
    var groups = new ArrayList<Group>();
    members.stream()
        .sorted(Comparator.comparing(Member::name))
        .filter(this::isWanted)
        .forEach(
            member ->
                targetOf(member).ifPresent(t -> groups.add(new Group(List.of(t), labels(member)))));
    return groups;
  }

  private boolean isWanted(Member member) {
    return statuses.contains(member.status())
        && wanted.entrySet().stream()
            .allMatch(w -> w.getValue().equals(member.tags().get(w.getKey())));
  }

  private Optional<String> targetOf(Member member) {
    var host = addressTag.map(tag -> member.tags().getOrDefault(tag, "")).orElse(member.address());
    var number =
        portTag.isEmpty() ? port : parsePort(member.tags().getOrDefault(portTag.get(), ""));
    if (!HOST.matcher(host).matches() || number.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new RpcAddress(host, number.get()).toString());
  }

  private Map<String, String> labels(Member member) {
    var labels = new LinkedHashMap<String, String>();
    labels.put("__meta_serf_member", LabelSet.shown(member.name()));
    labels.put("__meta_serf_address", member.address());
    labels.put("__meta_serf_port", Integer.toString(member.port()));
    labels.put("__meta_serf_status", member.status().label());
    tags.byTag()
        .forEach(
            (tag, label) -> {
              var value = member.tags().get(tag);
              if (value != null) {
                labels.put("__meta_serf_tag_" + label, LabelSet.shown(value));
              }
            });
    return labels;
  }

  /** A filter on a hidden tag would give its value away by guessing. */
  private static String shown(String tag, TagLabels tags) throws Refused {
    if (!tags.shows(tag)) {
      throw new Refused(400, "a tag that --serf.tags does not name");
    }
    return tag;
  }

  private static Set<Status> statuses(Query query) throws Refused {
    var statuses = EnumSet.noneOf(Status.class);
    for (var name : query.all("status")) {
      if (name.equals("any")) {
        return EnumSet.allOf(Status.class);
      }
      var status = Status.of(name);
      if (!status.label().equals(name)) {
        throw new Refused(400, "status is none, alive, leaving, left, failed or any");
      }
      statuses.add(status);
    }
    return statuses.isEmpty() ? EnumSet.of(Status.ALIVE) : statuses;
  }

  private static Optional<Integer> port(Query query) throws Refused {
    var text = query.first("port");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var port = parsePort(text.get());
    if (port.isEmpty()) {
      throw new Refused(400, "port is a number from 1 to 65535");
    }
    return port;
  }

  private static Optional<Integer> parsePort(String text) {
    try {
      int port = Integer.parseInt(text);
      return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
