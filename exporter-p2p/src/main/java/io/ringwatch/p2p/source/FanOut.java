package io.ringwatch.p2p.source;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several questions at the same time, each of which may fail alone. */
final class FanOut {

  /** Asks one question, within a deadline of its own. */
  interface Question<K, V> {
    V ask(K key) throws IOException;
  }

  private FanOut() {}

  /** The answers by key; a question that failed has none. */
  static <K, V> Map<K, V> map(List<K> keys, int atOnce, Question<K, V> question) {
    Map<K, V> answers = new LinkedHashMap<>();
    if (keys.isEmpty()) {
      return answers;
    }
    try (var threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
      Map<K, Future<V>> asked = new LinkedHashMap<>();
      for (var key : keys) {
        Callable<V> call = () -> question.ask(key);
        asked.put(key, threads.submit(call));
      }
      asked.forEach((key, future) -> result(future).ifPresent(v -> answers.put(key, v)));
    }
    return answers;
  }

  private static <V> Optional<V> result(Future<V> future) {
    try {
      return Optional.of(future.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException) {
        return Optional.empty();
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
