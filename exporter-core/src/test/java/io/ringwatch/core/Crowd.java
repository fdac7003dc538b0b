package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many at once; closing waits for all of them and fails as the first of them did. */
final class Crowd<T> implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<T>> members = new ArrayList<>();

  void add(Callable<T> member) {
    members.add(threads.submit(member));
  }

  /** What they returned, in order. */
  List<T> results() {
    List<T> results = new ArrayList<>();
    try {
      for (var member : members) {
        results.add(member.get(1, TimeUnit.MINUTES));
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return results;
  }

  @Override
  public void close() {
    try {
      results();
    } finally {
      threads.shutdownNow();
    }
  }

  static boolean await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until it is so, 10 seconds at most. */
  static void until(Callable<Boolean> condition) throws Exception {
    var deadline = Deadline.in(Duration.ofSeconds(10));
    while (!condition.call()) {
      assertThat(deadline.passed()).as("10 s on, it is still not so").isFalse();
      Thread.sleep(10);
    }
  }
}
