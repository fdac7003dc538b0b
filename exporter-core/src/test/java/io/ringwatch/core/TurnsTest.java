package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TurnsTest {

  @Test
  void oneRunsAtATime() throws Exception {
    var turns = new Turns(Duration.ofMinutes(1));
    var running = new AtomicInteger();
    var done = new AtomicInteger();
    try (var crowd = new Crowd<Optional<?>>()) {
      for (int i = 0; i < 100; i++) {
        var asker = "asker " + i % 7;
        crowd.add(
            () ->
                turns.take(
                    asker,
                    () -> {
                      assertThat(running.incrementAndGet()).isEqualTo(1);
                      LockSupport.parkNanos(10_000);
                      running.decrementAndGet();
                      return done.incrementAndGet();
                    }));
      }
    }
    assertThat(done).hasValue(100);
  }

  @Test
  void whoAsksOftenKeepsAnotherWaitingForOneTurnOnly() throws Exception {
    var turns = new Turns(Duration.ofMinutes(1));
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var crowd = new Crowd<Optional<?>>()) {
      crowd.add(() -> turns.take("many", () -> waiting(begun, go)));
      Crowd.await(begun);
      for (int i = 0; i < 50; i++) {
        crowd.add(() -> turns.take("many", () -> order.add("many")));
      }
      Crowd.until(() -> turns.inLine("many") == 51);
      crowd.add(() -> turns.take("one", () -> order.add("one")));
      Crowd.until(() -> turns.inLine("one") == 1);
      go.countDown();
    }
    assertThat(order).hasSize(51);
    assertThat(order.indexOf("one")).isLessThanOrEqualTo(1);
  }

  @Test
  void workIsGivenUpWhenItsTurnIsTooFarOff() throws Exception {
    var turns = new Turns(Duration.ofMillis(20));
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var crowd = new Crowd<Optional<?>>()) {
      crowd.add(() -> turns.take("first", () -> waiting(begun, go)));
      Crowd.await(begun);
      assertThat(turns.take("first", () -> "done")).isEmpty();
      assertThat(turns.take("second", () -> "done")).isEmpty();
      go.countDown();
    }
    assertThat(turns.take("second", () -> "done")).contains("done");
    assertThat(turns.inLine("first") + turns.inLine("second")).isZero();
  }

  @Test
  void lineThatIsTooLongIsNotJoined() throws Exception {
    var turns = new Turns(Duration.ofMinutes(1));
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var crowd = new Crowd<Optional<?>>()) {
      for (int i = 0; i < 256; i++) {
        crowd.add(() -> turns.take("many", () -> waiting(begun, go)));
      }
      Crowd.until(() -> turns.inLine("many") == 256);
      assertThat(turns.take("many", () -> "done")).isEmpty();
      go.countDown();
    }
  }

  private static boolean waiting(CountDownLatch begun, CountDownLatch go) {
    begun.countDown();
    return Crowd.await(go);
  }
}
