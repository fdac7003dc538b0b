package io.ringwatch.p2p.targets;

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
 */
record TargetGroup(String target, SortedMap<String, String> labels) {

  private static final JsonMapper PRETTY =
      JsonMapper.builder()
          .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
          .build();

  TargetGroup {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  static TargetGroup of(String host, int port, SortedMap<String, String> labels) {
    boolean bare = host.contains(":") && !host.startsWith("[");
    return new TargetGroup((bare ? "[" + host + "]" : host) + ":" + port, labels);
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
