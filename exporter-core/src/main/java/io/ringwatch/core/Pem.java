package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Certificates or a private key as PEM text (RFC 7468). Blocks of other kinds, and text between
 * blocks, are passed over. Nothing of the text is ever shown.
 */
final class Pem {

  private record Block(String label, String body) {
    boolean isPrivateKey() {
      return label.equals("PRIVATE KEY") || label.endsWith(" PRIVATE KEY");
    }

    /** By its label (PKCS#8), or by a header of the older formats (RFC 1421). */
    boolean isEncrypted() {
      return label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED");
    }
  }

  private static final int LARGEST_BYTES = 1 << 20;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private final Place place;
  private final String name;
  private final List<Block> blocks;

  /**
   * @param place where the configuration gives the text or names its file
   * @param name what messages call it
   */
  private Pem(Place place, String name, String text) {
    this.place = place;
    this.name = name;
    this.blocks =
        BLOCK.matcher(text).results().map(m -> new Block(m.group(1), m.group(2))).toList();
  }

  static Pem inline(Place place, String key, String text) {
    return new Pem(place, key, text);
  }

  static Pem read(Place place, String key, Path file) throws ConfigException {
    var name = key + ": " + file;
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw ConfigException.at(place, name + ": larger than 1 MiB");
      }
      return new Pem(place, name, new String(bytes, ISO_8859_1));
    } catch (NoSuchFileException e) {
      throw ConfigException.at(place, name + ": no such file");
    } catch (AccessDeniedException e) {
      throw ConfigException.at(place, name + ": permission denied");
    } catch (IOException e) {
      throw ConfigException.at(place, name + ": cannot be read");
    }
  }

  /** All certificates in the text's order; at least one. */
  List<X509Certificate> certificates() throws ConfigException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (var block : blocks) {
      if (block.label.equals("CERTIFICATE")) {
        certificates.add(certificate(block, certificates.size() + 1));
      }
    }
    if (certificates.isEmpty()) {
      throw problem("holds no certificate (-----BEGIN CERTIFICATE-----)");
    }
    return List.copyOf(certificates);
  }

  private X509Certificate certificate(Block block, int number) throws ConfigException {
    var encoded = new ByteArrayInputStream(decoded(block));
    try {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(encoded);
    } catch (CertificateException e) {
      throw problem("certificate " + number + " cannot be read");
    }
  }

  /** The first private key: PKCS#8, PKCS#1 (RSA) or SEC1 (EC), which has to be the one given. */
  PrivateKey privateKeyOf(PublicKey publicKey) throws ConfigException {
    var block =
        blocks.stream()
            .filter(Block::isPrivateKey)
            .findFirst()
            .orElseThrow(() -> problem("holds no private key (-----BEGIN PRIVATE KEY-----)"));
    if (block.isEncrypted()) {
      throw problem(
          "the private key is encrypted, and nobody is here to give its password"
              + " (write it without: openssl pkey -in server.key -out plain.key)");
    }
    var encoded = decoded(block);
    var pkcs8 = block.label.equals("PRIVATE KEY") ? encoded : Pkcs8.wrap(encoded, publicKey);
    try {
      var key =
          KeyFactory.getInstance(publicKey.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (Pkcs8.isPair(key, publicKey)) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      // Whatever its own message says of the key is not for showing.
    }
    throw problem("is not the private key of the certificate (or damaged)");
  }

  private byte[] decoded(Block block) throws ConfigException {
    try {
      return Base64.getDecoder().decode(block.body.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw problem(block.label + " is not Base64");
    }
  }

  /** A problem with this text, at its place in the configuration. */
  ConfigException problem(String message) {
    return ConfigException.at(place, name + ": " + message);
  }
}
