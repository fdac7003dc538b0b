package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Basic authentication (RFC 7617) against bcrypt hashes.
 *
 * <p>Bcrypt is slow on purpose, so each user's last good password is remembered, as a digest under
 * a key that lives as long as the process: there is one such digest a user, and no flood of wrong
 * passwords drives it out. All else is checked one at a time, addresses in turn. A name that is no
 * user's is checked against the hash of somebody who is one, so that it takes as long.
 */
final class BasicAuth {

  enum Verdict {
    LET_IN,
    REFUSED,
    /** Too many passwords are waiting to be checked. */
    BUSY
  }

  /** Bcrypt; tests count its runs. */
  @FunctionalInterface
  interface PasswordCheck {
    boolean matches(byte[] password, String hash);
  }

  /**
   * @param password its bytes, one a character
   */
  private record Credentials(String user, SecretText password) {
    byte[] passwordBytes() {
      return password.value().getBytes(ISO_8859_1);
    }
  }

  private static final String SCHEME = "Basic ";

  private static final Pattern BCRYPT_HASH =
      Pattern.compile("\\$2[abxy]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}");

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, String> hashes;
  private final List<String> decoys;
  private final PasswordCheck check;
  private final Turns turns;
  private final SecretKeySpec digestKey;
  private final Map<String, byte[]> goodDigests = new ConcurrentHashMap<>();

  /**
   * @param hashes bcrypt hashes by user; at least one
   */
  BasicAuth(Map<String, String> hashes, PasswordCheck check, Turns turns) {
    this.hashes = Map.copyOf(hashes);
    this.decoys = List.copyOf(hashes.values());
    this.check = check;
    this.turns = turns;
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    this.digestKey = new SecretKeySpec(key, "HmacSHA256");
  }

  static BasicAuth withBcrypt(Map<String, String> hashes) {
    // Bcrypt reads 72 bytes and no more; Go's drops the rest as well.
    var longOnes = LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A);
    return new BasicAuth(
        hashes,
        (password, hash) ->
            BCrypt.verifyer(null, longOnes).verify(password, hash.getBytes(UTF_8)).verified,
        new Turns(PATIENCE));
  }

  static boolean isBcryptHash(String text) {
    return BCRYPT_HASH.matcher(text).matches();
  }

  boolean isFor(Map<String, String> otherHashes) {
    return hashes.equals(otherHashes);
  }

  /**
   * @param authorization the request's header, if it has one
   * @param address where the request comes from
   */
  Verdict check(Optional<String> authorization, String address) {
    return authorization
        .flatMap(BasicAuth::credentials)
        .map(given -> check(given, address))
        .orElse(Verdict.REFUSED);
  }

  private Verdict check(Credentials given, String address) {
    var hash = hashes.getOrDefault(given.user, decoy(given.user));
    var digest = digest(given, hash);
    if (isRemembered(given.user, digest)) {
      return Verdict.LET_IN;
    }
    return turns
        .take(address, () -> isRemembered(given.user, digest) || matches(given, hash, digest))
        .map(good -> good ? Verdict.LET_IN : Verdict.REFUSED)
        .orElse(Verdict.BUSY);
  }

  private boolean matches(Credentials given, String hash, byte[] digest) {
    // In this order: bcrypt runs for unknown users too.
    boolean good = check.matches(given.passwordBytes(), hash) && hashes.containsKey(given.user);
    if (good) {
      goodDigests.put(given.user, digest);
    }
    return good;
  }

  private boolean isRemembered(String user, byte[] digest) {
    var good = goodDigests.get(user);
    return good != null && MessageDigest.isEqual(good, digest);
  }

  /** The same for the same name: its cost must not vary where a user's would not. */
  private String decoy(String user) {
    return decoys.get(Math.floorMod(user.hashCode(), decoys.size()));
  }

  private byte[] digest(Credentials given, String hash) {
    try {
      var mac = Mac.getInstance(digestKey.getAlgorithm());
      mac.init(digestKey);
      for (var part :
          List.of(given.user.getBytes(UTF_8), hash.getBytes(UTF_8), given.passwordBytes())) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Credentials> credentials(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      // As Latin-1 each byte is one character, whatever the bytes mean.
      var encoded = authorization.substring(SCHEME.length()).strip();
      var pair = new String(Base64.getDecoder().decode(encoded), ISO_8859_1);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Credentials(
                  new String(pair.substring(0, colon).getBytes(ISO_8859_1), UTF_8),
                  new SecretText(pair.substring(colon + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
