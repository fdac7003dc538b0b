package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScraperTest {

  private static final Deadline LATER = Deadline.in(Duration.ofMinutes(5));
  private static final Collector FINE = (deadline, out) -> FakeProgram.items(out, 3);
  private static final Collector DOWN =
      (deadline, out) -> {
        FakeProgram.items(out, 3);
        throw new IOException("refused");
      };
  private static final Collector BUG =
      (deadline, out) -> {
        FakeProgram.items(out, 3);
        throw new IllegalStateException("a bug");
      };

  private final AtomicReference<Collector> collector = new AtomicReference<>(FINE);
  private final AtomicInteger collections = new AtomicInteger();
  private final AtomicInteger ownFailures = new AtomicInteger();
  private final Scraper scraper =
      new Scraper(
          "fake",
          (deadline, out) -> {
            collections.incrementAndGet();
            collector.get().collect(deadline, out);
          },
          new Scraper.Frame(new Contract("fake"), 1000, this::own, MetricSnapshots::new));

  private void own(Samples out) {
    if (ownFailures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IllegalStateException("a bug");
    }
  }

  @Test
  void concurrentScrapesShareOneCollection() throws Exception {
    var go = new CountDownLatch(1);
    collector.set(
        (deadline, out) -> {
          await(go);
          FakeProgram.items(out, 3);
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Exposition>>();
      for (int i = 0; i < 50; i++) {
        all.add(threads.submit(() -> scraper.scrape(LATER)));
      }
      Thread.sleep(200);
      go.countDown();
      var first = all.getFirst().get();
      for (var each : all) {
        assertThat(each.get()).isSameAs(first);
      }
    }
    assertThat(collections).hasValue(1);
    scraper.scrape(LATER);
    assertThat(collections).as("the next scrape is fresh").hasValue(2);
  }

  @Test
  void waitingCountsInsideTheDeadline() throws Exception {
    var never = new CountDownLatch(1);
    collector.set((deadline, out) -> await(never));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var patient = threads.submit(() -> scraper.scrape(LATER));
      Thread.sleep(100);
      long start = System.nanoTime();
      assertThat(text(scraper.scrape(in(200)))).contains("fake_up 0\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(millis(199), millis(5000));
      assertThat(patient.isDone()).isFalse();
      never.countDown();
      assertThat(patient.get().up()).isTrue();
      assertThat(collections).hasValue(1);
    }
  }

  @Test
  void waiterWithTimeLeftTriesAgainAfterAnImpatientOne() throws Exception {
    collector.set(
        (deadline, out) -> {
          var needed = millis(600);
          if (deadline.remaining().compareTo(needed) < 0) {
            FakeProgram.pause(deadline.remaining().minus(millis(20)));
            throw new IOException("timed out");
          }
          FakeProgram.pause(needed);
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var impatient = threads.submit(() -> scraper.scrape(in(300)));
      Thread.sleep(100);
      var patient = threads.submit(() -> scraper.scrape(in(5000)));
      assertThat(impatient.get().up()).isFalse();
      assertThat(patient.get().up()).isTrue();
    }
    assertThat(collections).hasValue(2);
  }

  @Test
  void failureThatIsNotForWantOfTimeIsShared() throws Exception {
    var go = new CountDownLatch(1);
    collector.set(
        (deadline, out) -> {
          await(go);
          throw new IOException("refused");
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = threads.submit(() -> scraper.scrape(in(5000)));
      Thread.sleep(100);
      var other = threads.submit(() -> scraper.scrape(in(9000)));
      Thread.sleep(100);
      go.countDown();
      assertThat(one.get()).isSameAs(other.get());
    }
    assertThat(collections).hasValue(1);
  }

  @Test
  void shortDeadlineCollectsOnce() throws Exception {
    collector.set(DOWN);
    assertThat(scraper.scrape(in(40)).up()).isFalse();
    assertThat(collections).hasValue(1);
  }

  @Test
  void collectionThatEndsLateDoesNotPoisonTheNext() throws Exception {
    collector.set((deadline, out) -> FakeProgram.pause(millis(500)));
    try (var log = LogLines.open()) {
      assertThat(scraper.scrape(in(200)).up()).isFalse();
      Thread.sleep(500);
      assertThat(log.lines()).as("late is not up").hasSize(1);
    }
    collector.set(FINE);
    assertThat(text(scraper.scrape(LATER))).contains("fake_up 1\n", "fake_items{");
  }

  @Test
  void wedgedCollectionIsInterruptedByTheScrapeThatFindsIt() throws Exception {
    var never = new CountDownLatch(1);
    collector.set((deadline, out) -> await(never));
    assertThat(scraper.scrape(in(100)).up()).isFalse();
    collector.set(FINE);
    Thread.sleep(1100);
    assertThat(scraper.scrape(in(2000)).up()).isTrue();
    assertThat(collections).hasValue(2);
  }

  @Test
  void failureShowsUp0AndNoPartialFamily() throws Exception {
    for (var failing : new Collector[] {DOWN, BUG, ScraperTest::overflow}) {
      collector.set(failing);
      assertThat(text(scraper.scrape(LATER)))
          .contains("fake_up 0\n", "\nfake_scrape_duration_seconds ")
          .contains("fake_exporter_dropped_series 0\n")
          .doesNotContain("fake_items", "fake_reads");
    }
  }

  /** As a parser's does on a document that is nested too deep, this pattern's stack overflows. */
  private static void overflow(Deadline deadline, Samples out) {
    out.add(FakeProgram.READS, "a".repeat(1 << 20).matches("(a|b)*") ? 1 : 0);
  }

  @Test
  void changeOfStateIsLoggedOnce() throws Exception {
    try (var log = LogLines.open()) {
      for (var now : new Collector[] {FINE, DOWN, BUG, DOWN, FINE}) {
        collector.set(now);
        for (int i = 0; i < 20; i++) {
          scraper.scrape(LATER);
        }
      }
      assertThat(log.lines())
          .containsExactly(
              "WARNING fake is down: refused",
              "SEVERE fake is down by a defect here, please report it",
              "WARNING fake is down: refused",
              "INFO fake is up again");
    }
  }

  @Test
  void whateverBreaksTheNextScrapeCollects() throws Exception {
    ownFailures.set(1);
    assertThatThrownBy(() -> scraper.scrape(in(2000))).isInstanceOf(IllegalStateException.class);
    collector.set(
        (deadline, out) -> {
          throw new OutOfMemoryError("made up");
        });
    assertThatThrownBy(() -> scraper.scrape(in(2000))).isInstanceOf(IllegalStateException.class);
    collector.set(FINE);
    assertThat(scraper.scrape(in(2000)).up()).isTrue();
  }

  @Test
  void whatVanishedIsGoneAndWhatIsTooMuchIsCounted() throws Exception {
    collector.set((deadline, out) -> FakeProgram.items(out, 1500));
    assertThat(text(scraper.scrape(LATER)))
        .contains(
            "fake_up 1\n", "fake_exporter_dropped_series 500\n", "fake_items{name=\"item9\"}");
    collector.set((deadline, out) -> FakeProgram.items(out, 1));
    assertThat(text(scraper.scrape(LATER)))
        .contains("fake_exporter_dropped_series 0\n", "fake_items{name=\"item0\"}")
        .doesNotContain("item9");
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private static Deadline in(int millis) {
    return Deadline.in(millis(millis));
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }

  private static String text(Exposition exposition) throws IOException {
    var out = new ByteArrayOutputStream();
    exposition.write(Format.FALLBACK, out);
    return out.toString(UTF_8);
  }
}
