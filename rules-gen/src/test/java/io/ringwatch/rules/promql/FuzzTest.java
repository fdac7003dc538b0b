package io.ringwatch.rules.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, it is read or refused with our exception, soon and on a small stack. */
class FuzzTest {
  private static final String MARKS = "(){}[]:,@+-*/%^=!<>~\"'`\\$# \n09.emx_aé\uD83D\u0000\uFFFD";
  private static final int SMALL_STACK = 256 * 1024;

  @Test
  void damagedTextIsReadOrRefused() throws IOException {
    var expressions = Files.readAllLines(Path.of("src/test/resources/promql/expressions.txt"));
    var random = new Random(7);
    int read = 0;
    for (int i = 0; i < 15_000; i++) {
      var text = damaged(expressions.get(random.nextInt(expressions.size())), random);
      read += isRead(text, dialect(i)) ? 1 : 0;
    }
    assertThat(read).isBetween(1_500, 13_500);
  }

  @Test
  void noiseIsReadOrRefused() {
    var random = new Random(8);
    int read = 0;
    for (int i = 0; i < 15_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(MARKS.charAt(random.nextInt(MARKS.length())));
      }
      read += isRead(text.toString(), dialect(i)) ? 1 : 0;
    }
    assertThat(read).isPositive();
  }

  private static Dialect dialect(int i) {
    return i % 2 == 0 ? Dialect.PROMETHEUS_2_42 : Dialect.PROMETHEUS_3;
  }

  private static String damaged(String text, Random random) {
    var damaged = new StringBuilder(text);
    for (int n = 1 + random.nextInt(3); n > 0 && !damaged.isEmpty(); n--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(3)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
        default -> damaged.setCharAt(at, MARKS.charAt(random.nextInt(MARKS.length())));
      }
    }
    return damaged.toString();
  }

  /** All that can be asked of what is read; its print reads and prints the same. */
  private static boolean isRead(String text, Dialect dialect) {
    Expr expr;
    try {
      expr = Promql.parse(text, dialect);
    } catch (PromqlException e) {
      assertThat(e.offset()).as(text).isBetween(0, text.length());
      assertThat(e).hasMessageStartingWith("at character " + (e.offset() + 1) + ": ");
      return false;
    }
    assertThat(expr.span().end()).as(text).isLessThanOrEqualTo(text.length());
    LabelFlow.of(expr, name -> Optional.empty());
    Hints.of(expr, name -> Optional.empty());
    Units.of(expr, name -> Optional.empty());
    var printed = Promql.print(expr, dialect);
    try {
      assertThat(Promql.print(Promql.parse(printed, dialect), dialect)).isEqualTo(printed);
    } catch (PromqlException e) {
      throw new AssertionError(text + " prints as " + printed + ": " + e.getMessage(), e);
    }
    return true;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "-", "a + ", "a ^ ", "abs(", "sum by (a) (", "a > bool -", "1 == bool ("})
  void endlessNestingIsRefusedSoonAndOnASmallStack(String opening) {
    for (int times : List.of(101, 100_000)) {
      var text = opening.repeat(times) + "a" + ")".repeat(opening.endsWith("(") ? times : 0);
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              onSmallStack(
                  () ->
                      assertThatThrownBy(() -> Promql.parse(text, Dialect.PROMETHEUS_3))
                          .isInstanceOf(PromqlException.class)
                          .hasMessageContaining(" levels: split it into recording rules")));
    }
  }

  @ParameterizedTest
  @CsvSource({"'a + ',95", "'a and ',95", "abs(,60", "-,60", "'a ^ ',60", "'a * (',30"})
  void theDeepestIsReadOnASmallStack(String opening, int times) throws Exception {
    var text = opening.repeat(times) + "a" + ")".repeat(opening.endsWith("(") ? times : 0);
    onSmallStack(() -> assertThat(isRead(text, Dialect.PROMETHEUS_2_42)).isTrue());
  }

  private static void onSmallStack(Runnable work) throws Exception {
    var done = new CompletableFuture<@Nullable Void>();
    var thread =
        new Thread(
            null,
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            },
            "small stack",
            SMALL_STACK);
    thread.start();
    done.get(30, TimeUnit.SECONDS);
  }
}
