package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Two tasks at a time: enough for what waits on promtool, and kind to who shares the machine. */
final class Workers {
  private static final int WORKERS = 2;

  private Workers() {}

  /**
   * Does all of them.
   *
   * @return what each yields, in the order of the tasks
   * @throws ConfigException of the first that failed with one
   */
  static <T> List<T> all(List<Callable<T>> tasks) throws ConfigException {
    try (var workers = Executors.newFixedThreadPool(WORKERS)) {
      List<T> results = new ArrayList<>();
      for (var done : workers.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConfigException config) {
        throw config;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ConfigException.of("interrupted");
    }
  }
}
