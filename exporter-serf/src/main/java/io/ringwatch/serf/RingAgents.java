package io.ringwatch.serf;

import io.ringwatch.core.Prober;
import io.ringwatch.core.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The agents that are watched, and who may be asked by {@code target=}: those, by their names. */
final class RingAgents implements Prober {

  private final RingAgent main;
  private final Map<String, RingAgent> probed = new LinkedHashMap<>();

  RingAgents(Targets targets, Function<Target, RingAgent> agent) {
    main = agent.apply(targets.main());
    for (var target : targets.probed()) {
      probed.put(target.address().toString(), agent.apply(target));
    }
  }

  RingAgent main() {
    return main;
  }

  @Override
  public RingAgent collectorFor(Query query) throws Refused {
    var target =
        query
            .first("target")
            .orElseThrow(() -> new Refused(400, "target is missing (try ?target=HOST:PORT)"));
    var agent = probed.get(target);
    if (agent == null) {
      throw new Refused(403, "this target is not allowed (see --serf.probe-target)");
    }
    return agent;
  }
}
