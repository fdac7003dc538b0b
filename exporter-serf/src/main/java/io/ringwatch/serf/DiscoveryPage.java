package io.ringwatch.serf;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Page;
import io.ringwatch.core.Prober.Refused;
import io.ringwatch.core.Query;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /sd}: Prometheus HTTP service discovery from membership. The list is always whole; when
 * the agent cannot be asked the answer is 503, so that Prometheus keeps the targets it has.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/http_sd/">HTTP SD</a>
 */
final class DiscoveryPage implements Page {

  private final RingAgents agents;
  private final TagLabels tags;
  private final JsonMapper json = new JsonMapper();

  DiscoveryPage(RingAgents agents, TagLabels tags) {
    this.agents = agents;
    this.tags = tags;
  }

  @Override
  public Reply get(Query query, Deadline deadline) throws IOException {
    try {
      var discovery = Discovery.of(query, tags);
      var agent = query.first("target").isPresent() ? agents.collectorFor(query) : agents.main();
      return Reply.json(json.writeValueAsString(discovery.groups(agent.members(deadline))));
    } catch (Refused e) {
      return Reply.text(e.status(), String.valueOf(e.getMessage()));
    }
  }
}
