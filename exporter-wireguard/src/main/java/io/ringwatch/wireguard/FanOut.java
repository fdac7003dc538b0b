package io.ringwatch.wireguard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks several at once, each of which ends by a deadline of its own and may fail. */
final class FanOut {

  /**
   * An answer, or why there is none.
   *
   * @param value empty after a failure
   * @param failure the message; empty after success
   */
  record Answer<T>(List<T> value, String failure) {

    boolean failed() {
      return value.isEmpty();
    }
  }

  private FanOut() {}

  /** The answers, in the order of the questions, once all are there. */
  static <T> List<Answer<T>> ask(List<? extends Callable<T>> questions) {
    var futures = new ArrayList<Future<T>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      questions.forEach(question -> futures.add(threads.submit(question)));
    }
    return futures.stream().map(FanOut::answer).toList();
  }

  private static <T> Answer<T> answer(Future<T> future) {
    if (future.state() == Future.State.SUCCESS) {
      return new Answer<>(List.of(future.resultNow()), "");
    }
    return switch (future.exceptionNow()) {
      case IOException e -> new Answer<>(List.of(), String.valueOf(e.getMessage()));
      case RuntimeException bug -> throw bug;
      case Throwable other -> throw new IllegalStateException(other);
    };
  }
}
