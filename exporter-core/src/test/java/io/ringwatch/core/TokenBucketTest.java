package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final TokenBucket bucket = new TokenBucket(Duration.ofSeconds(1), 3, nanos::get);

  @Test
  void burstIsLetThroughAndNoMore() {
    assertThat(taken(10)).isEqualTo(3);
  }

  @Test
  void eachIntervalLetsOneMoreThrough() {
    taken(3);
    wait(Duration.ofMillis(999));
    assertThat(taken(10)).isZero();
    wait(Duration.ofMillis(1));
    assertThat(taken(10)).isEqualTo(1);
    wait(Duration.ofMillis(1500));
    assertThat(taken(10)).isEqualTo(1);
    wait(Duration.ofMillis(500));
    assertThat(taken(10)).isEqualTo(1);
  }

  @Test
  void restEarnsNoMoreThanABurst() {
    taken(3);
    wait(Duration.ofDays(300));
    assertThat(taken(10)).isEqualTo(3);
  }

  private int taken(int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += bucket.take() ? 1 : 0;
    }
    return taken;
  }

  private void wait(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
