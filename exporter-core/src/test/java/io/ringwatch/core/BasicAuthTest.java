package io.ringwatch.core;

import static io.ringwatch.core.BasicAuth.Verdict.BUSY;
import static io.ringwatch.core.BasicAuth.Verdict.LET_IN;
import static io.ringwatch.core.BasicAuth.Verdict.REFUSED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Here a password's hash is the password itself with {@code #} before it, and runs are counted. */
class BasicAuthTest {

  private static final String HERE = "127.0.0.1";

  private final List<String> runs = new ArrayList<>();
  private final BasicAuth auth =
      new BasicAuth(
          Map.of("alice", "#wonder", "bob", "#builder"),
          this::matches,
          patient(Duration.ofDays(1)));

  @Test
  void goodPasswordIsCheckedOnce() {
    assertThat(auth.check(basic("alice:wonder"), HERE)).isEqualTo(LET_IN);
    assertThat(auth.check(basic("alice:wonder"), HERE)).isEqualTo(LET_IN);
    assertThat(runs).hasSize(1);
  }

  @Test
  void wrongPasswordIsRefusedAfterAGoodOne() {
    assertThat(auth.check(basic("alice:wonder"), HERE)).isEqualTo(LET_IN);
    assertThat(auth.check(basic("alice:wonde"), HERE)).isEqualTo(REFUSED);
    assertThat(auth.check(basic("alice:"), HERE)).isEqualTo(REFUSED);
    assertThat(auth.check(basic("alice:builder"), HERE)).isEqualTo(REFUSED);
  }

  @Test
  void unknownUserCostsOneCheckLikeAKnownOne() {
    assertThat(auth.check(basic("alice:wrong"), HERE)).isEqualTo(REFUSED);
    assertThat(runs).hasSize(1);
    assertThat(auth.check(basic("nobody:wrong"), HERE)).isEqualTo(REFUSED);
    assertThat(runs).hasSize(2);
    assertThat(auth.check(basic("nobody:wrong"), HERE)).isEqualTo(REFUSED);
    assertThat(runs).hasSize(3);
  }

  @Test
  void unknownUserIsNotLetInWithSomebodysPassword() {
    for (var user : List.of("nobody", "carol", "", "Alice", "alice ")) {
      for (var password : List.of("wonder", "builder")) {
        assertThat(auth.check(basic(user + ":" + password), HERE)).isEqualTo(REFUSED);
        assertThat(auth.check(basic(user + ":" + password), HERE)).isEqualTo(REFUSED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Basic", "Basic ", "Basic !!!", "Basic YWxpY2U=", "Bearer YWxpY2U6d29uZGVy"})
  void whatNamesNobodyIsRefusedWithoutACheck(String header) {
    assertThat(auth.check(Optional.of(header), HERE)).isEqualTo(REFUSED);
    assertThat(auth.check(Optional.empty(), HERE)).isEqualTo(REFUSED);
    assertThat(runs).isEmpty();
  }

  @Test
  void passwordMayHoldColonsAndAnyLetter() {
    var umlauts = new BasicAuth(Map.of("jörg", "#pä:ß::"), this::matches, patient(Duration.ZERO));
    assertThat(umlauts.check(basic("jörg:pä:ß::"), HERE)).isEqualTo(LET_IN);
  }

  @Test
  void schemeIsReadInAnyCase() {
    var header = basic("alice:wonder").map(h -> h.replace("Basic", "bASIC"));
    assertThat(auth.check(header, HERE)).isEqualTo(LET_IN);
  }

  @Test
  void floodNeitherDelaysNorForgetsGoodLogins() throws Exception {
    var flooded = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    var slow =
        new BasicAuth(
            Map.of("alice", "#wonder"),
            (password, hash) -> {
              if (!matches(password, hash)) {
                flooded.countDown();
                Crowd.await(over);
                return false;
              }
              return true;
            },
            patient(Duration.ofMillis(50)));
    assertThat(slow.check(basic("alice:wonder"), HERE)).isEqualTo(LET_IN);
    try (var flood = new Crowd<BasicAuth.Verdict>()) {
      for (int i = 0; i < 500; i++) {
        var wrong = basic("alice:wrong" + i);
        flood.add(() -> slow.check(wrong, HERE));
      }
      Crowd.await(flooded);
      // One wrong password is being checked for ever, and 499 more wait.
      assertThat(slow.check(basic("alice:wonder"), HERE)).isEqualTo(LET_IN);
      assertThat(slow.check(basic("alice:other"), HERE)).isEqualTo(BUSY);
      over.countDown();
    }
    assertThat(slow.check(basic("alice:wonder"), HERE)).isEqualTo(LET_IN);
  }

  @Test
  void bcryptVerifiesWhatHtpasswdMakes() {
    // Made by libxcrypt.
    var real = BasicAuth.withBcrypt(Map.of("alice", HASH_OF_CORRECT));
    assertThat(real.check(basic("alice:correct"), HERE)).isEqualTo(LET_IN);
    assertThat(real.check(basic("alice:Correct"), HERE)).isEqualTo(REFUSED);
    assertThat(real.check(basic("alice:" + "x".repeat(5000)), HERE)).isEqualTo(REFUSED);
  }

  static final String HASH_OF_CORRECT =
      "$2y$04$abcdefghijklmnopqrstuu2Vo3TWutZSHUfluiaHt5gekKPzGepHC";

  /** Cost 10, as the documentation of exporter-toolkit has it. */
  static final String COSTLY_HASH_OF_CORRECT =
      "$2b$10$NbcdefghijklmnopqrstuubJ2PfjwhnPGpi.oJFhskg5hqaHQReAy";

  private boolean matches(byte[] password, String hash) {
    synchronized (runs) {
      runs.add(hash);
    }
    return hash.equals("#" + new String(password, UTF_8));
  }

  private static Turns patient(Duration patience) {
    return new Turns(patience);
  }

  private static Optional<String> basic(String pair) {
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }
}
