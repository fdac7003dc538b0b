package io.ringwatch.p2p.targets;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Page;
import io.ringwatch.core.Query;
import io.ringwatch.p2p.Providers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /sd}: the hosts of all configured files, read anew each time. If one cannot be read the
 * answer is 503, so that Prometheus keeps the targets it has.
 */
public final class HostListPage implements Page {

  private final List<HostListConfig> lists;
  private final Providers providers;

  public HostListPage(List<HostListConfig> lists, Providers providers) {
    this.lists = List.copyOf(lists);
    this.providers = providers;
  }

  @Override
  public Reply get(Query query, Deadline deadline) throws IOException {
    List<TargetGroup> groups = new ArrayList<>();
    for (var list : lists) {
      groups.addAll(list.read(providers));
    }
    return Reply.json(TargetGroup.json(groups));
  }
}
