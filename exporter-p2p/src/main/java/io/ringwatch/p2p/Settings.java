package io.ringwatch.p2p;

import io.ringwatch.p2p.reach.ReachConfig;
import io.ringwatch.p2p.source.Network;
import io.ringwatch.p2p.source.ProbeConfig;
import io.ringwatch.p2p.source.SourceConfig;
import io.ringwatch.p2p.targets.HostListConfig;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The configuration file of the P2P exporter.
 *
 * @param modules files with further modules, beside those that are built in
 * @param targets what {@code /metrics} reads
 * @param probes by module: what {@code /probe} may read
 * @param hostLists files of other systems that {@code /sd} serves as target lists
 * @param tailscale where {@code /sd/tailscale} asks for peers
 * @param providers whose networks are whose, for modules and target lists
 * @param reach whom and what to check for reachability, on a schedule of its own
 */
record Settings(
    List<Placed<Path>> modules,
    List<TargetSettings> targets,
    Map<String, Placed<ProbeConfig>> probes,
    List<HostListConfig> hostLists,
    Optional<Path> tailscale,
    Map<String, List<Network>> providers,
    Optional<ReachConfig> reach) {

  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Set<String> OURS = Set.of("target", "module", "kind", "section", "le");

  /**
   * One peer.
   *
   * @param name what metrics call it
   * @param module what maps its document
   * @param labels added to all its metrics
   * @param zone of times in the document that name none, UTC if empty
   * @param fallbacks sources for when the first one fails, tried in order
   */
  record TargetSettings(
      String name,
      Placed<String> module,
      SourceConfig source,
      Map<String, String> labels,
      List<SourceConfig> fallbacks,
      Optional<Zone> zone,
      Place place) {

    TargetSettings {
      labels = Map.copyOf(labels);
      fallbacks = List.copyOf(fallbacks);
      if (name.isEmpty()) {
        throw new IllegalArgumentException("name is empty");
      }
      for (var label : labels.keySet()) {
        if (!LABEL.matcher(label).matches() || label.startsWith("__") || OURS.contains(label)) {
          throw new IllegalArgumentException("labels: '" + label + "' cannot be a target's label");
        }
      }
    }
  }

  Settings {
    modules = List.copyOf(modules);
    targets = List.copyOf(targets);
    probes = Map.copyOf(new HashMap<>(probes));
    hostLists = List.copyOf(hostLists);
    providers = Map.copyOf(providers);
    var _ = new Providers(providers); // throws where one network stands twice
    Set<String> names = new HashSet<>();
    for (var target : targets) {
      if (!names.add(target.name())) {
        throw new IllegalArgumentException("two targets have the name '" + target.name() + "'");
      }
    }
  }
}
