package io.ringwatch.p2p;

import io.ringwatch.core.Collector;
import io.ringwatch.core.Deadline;
import io.ringwatch.core.Prober;
import io.ringwatch.core.Query;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.module.Mapping;
import io.ringwatch.p2p.module.Site;
import io.ringwatch.p2p.source.Forbidden;
import io.ringwatch.p2p.source.ProbeConfig;
import io.ringwatch.p2p.source.Resolver;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * Answers {@code /probe?target=&module=}: a configured target by its name, or an address that the
 * module's allow-list has. Anything else is refused: the exporter is nobody's stepping stone.
 */
final class Probes implements Prober {

  /** A configured target, and the module that a probe has to name if it names one. */
  record Named(String module, Target target) {}

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int MAX_TARGETS = 10_000;

  private final Map<String, Collector> byName = new HashMap<>();
  private final Map<String, String> moduleOf = new HashMap<>();
  private final Map<String, Opened> opened;
  private final SortedSet<String> modules;
  private final Resolver resolver;
  private final Map<List<String>, Collector> allowed = new HashMap<>();

  /** A module with an allow-list. */
  record Opened(Mapping module, Site site, ProbeConfig config) {}

  /**
   * @param opened what may be probed besides targets by name, by module
   * @param modules the names of all modules
   */
  Probes(
      Map<String, Named> targets,
      Map<String, Opened> opened,
      SortedSet<String> modules,
      Resolver resolver) {
    targets.forEach((name, named) -> byName.put(name, collector(named.target())));
    targets.forEach((name, named) -> moduleOf.put(name, named.module()));
    this.opened = Map.copyOf(opened);
    this.modules = modules;
    this.resolver = resolver;
  }

  @Override
  public Collector collectorFor(Query query) throws Refused {
    var target = query.first("target").orElseThrow(() -> bad("target is missing"));
    var module = query.first("module");
    var named = byName.get(target);
    if (named != null && module.filter(m -> !m.equals(moduleOf.get(target))).isEmpty()) {
      return named;
    }
    if (module.isEmpty()) {
      throw bad("module is missing, and no configured target has this name");
    }
    if (!modules.contains(module.get())) {
      throw bad("unknown module (one of " + String.join(", ", modules) + ")");
    }
    return allowed(module.get(), target);
  }

  private synchronized Collector allowed(String module, String target) throws Refused {
    var open = opened.get(module);
    if (open == null) {
      throw new Refused(FORBIDDEN, "this module has no allow-list (see probes in the config file)");
    }
    var key = List.of(module, target);
    var known = allowed.get(key);
    if (known != null) {
      return known;
    }
    if (allowed.size() == MAX_TARGETS) {
      throw new Refused(FORBIDDEN, "more than " + MAX_TARGETS + " targets probed since the start");
    }
    try {
      var source = open.config().open(open.config().url(target), resolver);
      var parts = new Target.Parts(open.module(), open.site(), List.of(source));
      var collector = collector(new Target(TargetLabels.of(target), parts));
      allowed.put(key, collector);
      return collector;
    } catch (Forbidden e) {
      throw new Refused(FORBIDDEN, String.valueOf(e.getMessage()));
    } catch (ConfigException e) {
      throw new Refused(FORBIDDEN, "this module's TLS files cannot be used (see the log)");
    }
  }

  private static Collector collector(Target target) {
    return (deadline, out) -> collect(target, deadline, out);
  }

  private static void collect(Target target, Deadline deadline, Samples out) throws IOException {
    try {
      out.addAll(target.collect(deadline, out.part()));
    } catch (Forbidden e) {
      throw new Refused(FORBIDDEN, "the target leads to where no probe may go");
    }
  }

  private static Refused bad(String message) {
    return new Refused(BAD_REQUEST, message);
  }
}
