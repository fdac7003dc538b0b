package io.ringwatch.p2p;

import io.ringwatch.core.Collector;
import io.ringwatch.core.Page;
import io.ringwatch.core.Setup;
import io.ringwatch.p2p.Settings.TargetSettings;
import io.ringwatch.p2p.module.Site;
import io.ringwatch.p2p.reach.PingHistory;
import io.ringwatch.p2p.reach.Reach;
import io.ringwatch.p2p.reach.ReachConfig;
import io.ringwatch.p2p.source.Resolver;
import io.ringwatch.p2p.source.Source;
import io.ringwatch.p2p.source.SourceConfig;
import io.ringwatch.p2p.targets.HostListPage;
import io.ringwatch.p2p.targets.TailscalePage;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes what the settings describe. Outlives reloads: a source whose configuration stays the same
 * stays as it is, with what it remembers.
 */
final class Wiring {

  private final Resolver resolver;
  private final PingHistory pings = new PingHistory();
  private Map<SourceConfig, Source> sources = new HashMap<>();
  private Optional<ReachConfig> reachConfig = Optional.empty();
  private Optional<Reach> reach = Optional.empty();

  /** What targets and probes may refer to. */
  private record Known(Modules modules, Providers providers) {}

  Wiring(Resolver resolver) {
    this.resolver = resolver;
  }

  /** What is kept over all rounds of pings. */
  PingHistory pings() {
    return pings;
  }

  /**
   * Sets up.
   *
   * @throws ConfigException with every target and probe that cannot be
   */
  synchronized Setup setUp(Settings settings) throws ConfigException {
    var known = new Known(Modules.read(settings.modules()), new Providers(settings.providers()));
    List<Problem> problems = new ArrayList<>();
    Map<SourceConfig, Source> opened = new HashMap<>();
    Map<String, Probes.Named> targets = new LinkedHashMap<>();
    var names = labelNames(settings);
    for (var target : settings.targets()) {
      try {
        var named = new Target(labels(names, target), parts(target, known, opened));
        targets.put(target.name(), new Probes.Named(target.module().value(), named));
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
    }
    var probes = probes(settings, known, problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    sources = opened;
    var all = targets.values().stream().map(Probes.Named::target).toList();
    var prober = new Probes(targets, probes, known.modules().names(), resolver);
    var reach = reach(settings);
    return new Setup(
        collector(new Targets(all), reach),
        pages(settings, known.providers()),
        Optional.of(prober));
  }

  private static Collector collector(Targets targets, Optional<Reach> reach) {
    return (deadline, out) -> {
      targets.collect(deadline, out);
      reach.ifPresent(r -> r.describe(out));
    };
  }

  /** Rounds go on over a reload that does not concern them. */
  private Optional<Reach> reach(Settings settings) {
    if (!settings.reach().equals(reachConfig)) {
      reach.ifPresent(Reach::close);
      reachConfig = settings.reach();
      reach = reachConfig.map(config -> Reach.start(config, pings));
    }
    return reach;
  }

  private Target.Parts parts(TargetSettings target, Known known, Map<SourceConfig, Source> opened)
      throws ConfigException {
    var zone = target.zone().orElse(Zone.UTC).id();
    var site = new Site(zone, known.providers());
    return new Target.Parts(known.modules().find(target.module()), site, open(target, opened));
  }

  private static List<String> labelNames(Settings settings) {
    var names = new TreeSet<String>();
    settings.targets().forEach(target -> names.addAll(target.labels().keySet()));
    var all = new ArrayList<>(List.of("target"));
    all.addAll(names);
    return all;
  }

  private static TargetLabels labels(List<String> names, TargetSettings target) {
    Map<String, String> labels = new LinkedHashMap<>();
    names.forEach(name -> labels.put(name, target.labels().getOrDefault(name, "")));
    labels.put("target", target.name());
    return new TargetLabels(labels);
  }

  private List<Source> open(TargetSettings target, Map<SourceConfig, Source> opened)
      throws ConfigException {
    var configs = new ArrayList<>(List.of(target.source()));
    configs.addAll(target.fallbacks());
    List<Source> all = new ArrayList<>();
    for (var config : configs) {
      var known = Optional.ofNullable(opened.get(config)).or(() -> kept(config));
      var source = known.isPresent() ? known.get() : config.open();
      opened.put(config, source);
      all.add(source);
    }
    return all;
  }

  private Optional<Source> kept(SourceConfig config) {
    return Optional.ofNullable(sources.get(config));
  }

  private static Map<String, Probes.Opened> probes(
      Settings settings, Known known, List<Problem> problems) {
    Map<String, Probes.Opened> probes = new TreeMap<>();
    for (var probe : settings.probes().entrySet()) {
      try {
        var name = new Placed<>(probe.getKey(), probe.getValue().place());
        var module = known.modules().find(name);
        var site = new Site(Zone.UTC.id(), known.providers());
        probes.put(probe.getKey(), new Probes.Opened(module, site, probe.getValue().value()));
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
    }
    return probes;
  }

  private static Map<String, Page> pages(Settings settings, Providers providers) {
    Map<String, Page> pages = new HashMap<>();
    pages.put("/sd", new HostListPage(settings.hostLists(), providers));
    settings
        .tailscale()
        .ifPresent(path -> pages.put("/sd/tailscale", TailscalePage.of(path, providers)));
    return pages;
  }
}
