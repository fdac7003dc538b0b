package io.ringwatch.p2p.targets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * RingRift's {@code distributed_hosts.yaml}. {@code hosts} is a mapping by name, or a list whose
 * items have a name; voters stand under {@code p2p_voters} or {@code voter_nodes}. Unlike our own
 * files it may hold anything else, which is passed over unseen.
 *
 * <p>A host's address is its {@code tailscale_ip}, else {@code host}, else {@code ssh_host}; the
 * next of them, or {@code fallback_host}, becomes the label {@code fallback_host}.
 */
final class RingriftHosts {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,255}");

  private RingriftHosts() {}

  static List<TargetGroup> read(String name, String text, int port) throws IOException {
    if (!(load(name, text) instanceof Map<?, ?> file)) {
      throw new IOException(name + ": not a mapping with hosts");
    }
    var voters = voters(file);
    List<TargetGroup> groups = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (var host : hosts(name, file).entrySet()) {
      var group = group(host.getKey(), host.getValue(), voters, port);
      group.ifPresentOrElse(
          groups::add, () -> problems.add(name + ": " + host.getKey() + ": has no address"));
    }
    if (!problems.isEmpty()) {
      throw new IOException(String.join("\n", problems));
    }
    return groups;
  }

  private static Object load(String name, String text) throws IOException {
    try {
      var settings = LoadSettings.builder().setLabel(name).setAllowDuplicateKeys(false).build();
      var loaded = new Load(settings).loadFromString(text);
      return loaded == null ? "" : loaded;
    } catch (MarkedYamlEngineException e) {
      var at = e.getProblemMark().map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1));
      throw new IOException(name + at.orElse("") + ": not YAML");
    } catch (YamlEngineException e) {
      throw new IOException(name + ": not YAML");
    }
  }

  private static List<?> voters(Map<?, ?> file) {
    return Stream.of("p2p_voters", "voter_nodes")
        .map(file::get)
        .filter(List.class::isInstance)
        .<List<?>>map(List.class::cast)
        .findFirst()
        .orElse(List.of());
  }

  private static Map<String, Map<?, ?>> hosts(String name, Map<?, ?> file) throws IOException {
    Map<String, Map<?, ?>> hosts = new LinkedHashMap<>();
    switch (file.get("hosts")) {
      case Map<?, ?> map ->
          map.forEach((key, host) -> hosts.put(String.valueOf(key), mapping(host)));
      case List<?> list -> {
        for (var item : list) {
          var host = mapping(item);
          hosts.put(text(host, "name").orElse("host " + (hosts.size() + 1)), host);
        }
      }
      case null, default -> throw new IOException(name + ": hosts is missing");
    }
    return hosts;
  }

  private static Map<?, ?> mapping(Object host) {
    return host instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Optional<TargetGroup> group(
      String node, Map<?, ?> host, List<?> voters, int port) {
    var addresses =
        Stream.of("tailscale_ip", "host", "ssh_host", "fallback_host")
            .flatMap(key -> text(host, key).stream())
            .filter(address -> HOST.matcher(address).matches())
            .distinct()
            .toList();
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("node", node);
    labels.put("voter", String.valueOf(voters.contains(node)));
    text(host, "role").ifPresent(role -> labels.put("role", role));
    text(host, "provider").ifPresent(provider -> labels.put("provider", provider));
    text(host, "status").ifPresent(status -> labels.put("status", status));
    if (addresses.size() > 1) {
      labels.put("fallback_host", text(host, "fallback_host").orElse(addresses.get(1)));
    }
    return Optional.of(TargetGroup.of(addresses, port, labels));
  }

  private static Optional<String> text(Map<?, ?> host, String key) {
    return Optional.ofNullable(host.get(key))
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }
}
