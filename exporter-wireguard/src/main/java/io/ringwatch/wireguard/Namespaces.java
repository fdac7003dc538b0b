package io.ringwatch.wireguard;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Asks several network namespaces at once; one that fails or hangs takes nothing from the others.
 */
final class Namespaces implements WireGuard {

  private static final Duration RESERVE = Duration.ofMillis(250);

  private final List<WgCommand> commands;

  Namespaces(List<WgCommand> commands) {
    this.commands = List.copyOf(commands);
  }

  @Override
  public Reading read(Deadline scrape) throws IOException {
    var deadline = beforeTheEndOf(scrape);
    var answers =
        FanOut.ask(commands.stream().map(c -> (Callable<Sight>) () -> c.read(deadline)).toList());
    var sights = new ArrayList<Sight>();
    var failures = new LinkedHashMap<String, String>();
    for (int i = 0; i < answers.size(); i++) {
      sights.addAll(answers.get(i).value());
      if (answers.get(i).failed()) {
        failures.put(commands.get(i).netns(), answers.get(i).failure());
      }
    }
    if (sights.isEmpty()) {
      throw new IOException(failures.values().iterator().next());
    }
    return new Reading(sights, failures);
  }

  /**
   * Leaves a tenth of the time, and where there is that much a quarter of a second, for what comes
   * after, so that who hangs spoils no other's answer.
   */
  private static Deadline beforeTheEndOf(Deadline scrape) {
    var left = scrape.remaining();
    var reserve = Collections.max(List.of(left.dividedBy(10), RESERVE));
    return Deadline.in(left.minus(Collections.min(List.of(reserve, left.dividedBy(2)))));
  }
}
