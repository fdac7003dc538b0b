package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs real scripts, the nastier ones too. */
@Timeout(30)
class CommandTest {

  private static final long MAX = 1 << 20;

  @Test
  void keepsOutputErrorAndExitStatus() throws IOException {
    var ended = shell("echo out; echo err >&2; exit 3").run(seconds(5));

    assertThat(ended).isEqualTo(new Command.Ended(3, "out\n", "err\n"));
  }

  @Test
  void argumentsReachTheProgramAsTheyAre() throws IOException {
    var words = List.of("/bin/echo", "$HOME", "a  b", "; ls", "*");

    assertThat(new Command(words, MAX).run(seconds(5)).output()).isEqualTo("$HOME a  b ; ls *\n");
  }

  @Test
  void environmentIsEmptyAndDirectoryIsTheRoot() throws IOException {
    var env = new Command(List.of("/usr/bin/env"), MAX).run(seconds(5));
    var pwd = new Command(List.of("/bin/pwd"), MAX).run(seconds(5));

    assertThat(env.output()).isEmpty();
    assertThat(pwd.output()).isEqualTo("/\n");
  }

  @Test
  void standardInputIsEmpty() throws IOException {
    assertThat(new Command(List.of("/bin/cat"), MAX).run(seconds(5)).exit()).isZero();
  }

  @Test
  void sinkGetsOutputWhileTheProgramStillRuns() throws IOException {
    var first = new long[1];

    shell("echo first; sleep 1; echo last").stream(
        seconds(20),
        (buffer, length) -> {
          if (first[0] == 0) {
            first[0] = System.nanoTime();
          }
        });

    assertThat(Duration.ofNanos(System.nanoTime() - first[0]))
        .isGreaterThan(Duration.ofMillis(500));
  }

  @Test
  void outputLargerThanAnyPipeIsWhole() throws IOException {
    var size = new long[1];

    new Command(List.of("/usr/bin/head", "-c", "5000000", "/dev/zero"), 5_000_000)
        .stream(seconds(10), (buffer, length) -> size[0] += length);

    assertThat(size[0]).isEqualTo(5_000_000);
  }

  @Test
  void programThatSleepsIsEndedAtTheDeadline() {
    var started = System.nanoTime();

    assertThatIOException()
        .isThrownBy(() -> shell("sleep 60").run(new Deadline(started + 300_000_000)))
        .withMessageMatching("/bin/sh: did not answer in \\d\\.\\ds");
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void programThatIgnoresTermIsEndedToo() {
    assertThatIOException()
        .isThrownBy(() -> shell("trap '' TERM INT HUP; while :; do sleep 1; done").run(millis(300)))
        .withMessageContaining("did not answer");
  }

  @Test
  void grandchildrenDieWithTheProgram(@TempDir Path folder) throws Exception {
    var pid = folder.resolve("pid");

    assertThatIOException()
        .isThrownBy(
            () -> shell("(sleep 61 & echo $! >" + pid + "; wait) & sleep 62").run(millis(500)));

    var stat = Path.of("/proc", Files.readString(pid).strip(), "stat");
    for (int i = 0; i < 100 && isRunning(stat); i++) {
      Thread.sleep(10);
    }
    assertThat(isRunning(stat)).isFalse();
  }

  /** A zombie does not run; it waits for whoever adopted it. */
  private static boolean isRunning(Path stat) {
    try {
      return !Files.readString(stat).contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void grandchildThatKeepsTheOutputOpenIsNotWaitedFor() throws IOException {
    var started = System.nanoTime();

    var ended = shell("sleep 10 & echo done").run(seconds(5));

    assertThat(ended.output()).isEqualTo("done\n");
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void endlessOutputIsCutOff() {
    assertThatIOException()
        .isThrownBy(() -> new Command(List.of("/usr/bin/yes"), MAX).run(seconds(5)))
        .withMessage("/usr/bin/yes: wrote more than 1048576 bytes");
  }

  @Test
  void endlessErrorOutputIsBounded() {
    assertThatIOException()
        .isThrownBy(() -> shell("yes >&2").run(millis(300)))
        .withMessageContaining("did not answer");
  }

  @Test
  void sinkThatFailsEndsTheProgram() {
    assertThatIOException()
        .isThrownBy(
            () ->
                shell("echo x; sleep 60").stream(
                    seconds(20),
                    (buffer, length) -> {
                      throw new IOException("enough");
                    }))
        .withMessage("enough");
  }

  @Test
  void missingProgramIsNamed() {
    assertThatIOException()
        .isThrownBy(() -> new Command(List.of("/no/such/wg"), MAX).run(seconds(1)))
        .withMessage("/no/such/wg: no such program");
  }

  @Test
  void fileThatIsNoProgramIsNamed(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("wg"), "not a program").toString();

    assertThatIOException()
        .isThrownBy(() -> new Command(List.of(file), MAX).run(seconds(1)))
        .withMessage(file + ": cannot be executed");
  }

  @Test
  void onlyAbsolutePathsAreTaken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Command(List.of("wg", "show"), MAX))
        .withMessage("not the absolute path of a program: [wg, show]");
  }

  @Test
  void complaintIsOnePrintableBoundedLine() {
    var odd = new String(new byte[] {'a', '\n', 27, '[', (byte) 0xff, 0, 'b', '\r'}, ISO_8859_1);

    assertThat(new Command.Ended(1, "", odd).complaint()).isEqualTo("exit 1: a [\ufffd b");
    assertThat(new Command.Ended(1, "", "x".repeat(9999)).complaint()).hasSize(309);
    assertThat(new Command.Ended(2, "", "").complaint()).isEqualTo("exit 2");
  }

  @Test
  void deathBySignalIsAnExitStatus() throws IOException {
    assertThat(shell("kill -9 $$").run(seconds(5)).exit()).isEqualTo(128 + 9);
  }

  @Test
  void noThreadAndNoZombieIsLeft() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThatIOException().isThrownBy(() -> shell("sleep 63 & sleep 64").run(millis(20)));
    }
    for (int i = 0; i < 200 && ProcessHandle.current().children().findAny().isPresent(); i++) {
      Thread.sleep(10);
    }

    assertThat(ProcessHandle.current().children()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(t -> t.getName().contains("reader"))
        .filteredOn(t -> t.getName().startsWith("process reaper") && t.isAlive())
        .hasSizeLessThan(50);
  }

  private static Command shell(String script) {
    return new Command(List.of("/bin/sh", "-c", "PATH=/usr/bin:/bin; " + script), MAX);
  }

  private static Deadline seconds(int seconds) {
    return Deadline.in(Duration.ofSeconds(seconds));
  }

  private static Deadline millis(int millis) {
    return Deadline.in(Duration.ofMillis(millis));
  }
}
