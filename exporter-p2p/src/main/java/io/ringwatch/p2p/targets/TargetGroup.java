package io.ringwatch.p2p.targets;

import io.ringwatch.p2p.Providers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One host, as Prometheus's {@code file_sd_configs} and {@code http_sd_configs} take it: {@code
 * {"targets": ["10.0.0.1:8770"], "labels": {"node": "a"}}}.
 *
 * @param target address and port, an IPv6 address in brackets
 * @param addresses all that are known of the host
 */
record TargetGroup(String target, List<String> addresses, SortedMap<String, String> labels) {

  private static final JsonMapper PRETTY =
      JsonMapper.builder()
          .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
          .build();

  TargetGroup {
    addresses = List.copyOf(addresses);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** By the first of a host's addresses. */
  static TargetGroup of(List<String> addresses, int port, SortedMap<String, String> labels) {
    var host = addresses.getFirst();
    boolean bare = host.contains(":") && !host.startsWith("[");
    return new TargetGroup((bare ? "[" + host + "]" : host) + ":" + port, addresses, labels);
  }

  /** Labelled with who provides one of its addresses, if that is known and not told already. */
  TargetGroup providedBy(Providers providers) {
    var more = new TreeMap<>(labels);
    addresses.stream()
        .flatMap(address -> providers.of(address).stream())
        .findFirst()
        .ifPresent(provider -> more.putIfAbsent("provider", provider));
    return new TargetGroup(target, addresses, more);
  }

  /** The groups sorted by target, as JSON. */
  static String json(List<TargetGroup> groups) {
    var sorted = new ArrayList<>(groups);
    sorted.sort(java.util.Comparator.comparing(TargetGroup::target));
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (var group : sorted) {
      var object = list.addObject();
      object.putArray("targets").add(group.target());
      var labels = object.putObject("labels");
      group.labels().forEach(labels::put);
    }
    return PRETTY.writeValueAsString(list) + "\n";
  }
}
