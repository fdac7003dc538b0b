package io.ringwatch.wireguard;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks several network namespaces at once; one that fails or hangs takes nothing from the others.
 */
final class Namespaces implements WireGuard {

  private final List<WgCommand> commands;

  Namespaces(List<WgCommand> commands) {
    this.commands = List.copyOf(commands);
  }

  @Override
  public Reading read(Deadline deadline) throws IOException {
    if (commands.size() == 1) {
      return new Reading(List.of(commands.getFirst().read(deadline)), Map.of());
    }
    var sights = new ArrayList<Sight>();
    var failures = new LinkedHashMap<String, String>();
    var answers = new ArrayList<Future<Sight>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var command : commands) {
        answers.add(threads.submit((Callable<Sight>) () -> command.read(deadline)));
      }
    }
    for (int i = 0; i < commands.size(); i++) {
      switch (answers.get(i).state()) {
        case SUCCESS -> sights.add(answers.get(i).resultNow());
        case FAILED, CANCELLED, RUNNING ->
            failures.put(commands.get(i).netns(), reason(answers.get(i)));
      }
    }
    if (sights.isEmpty()) {
      throw new IOException(failures.values().iterator().next());
    }
    return new Reading(sights, failures);
  }

  private static String reason(Future<Sight> answer) {
    var why = answer.exceptionNow();
    if (why instanceof RuntimeException bug) {
      throw bug;
    }
    return String.valueOf(why.getMessage());
  }
}
