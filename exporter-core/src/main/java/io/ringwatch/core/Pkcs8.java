package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;

/** Private keys in the one encoding that Java reads: PKCS#8 (RFC 5958), in DER. */
final class Pkcs8 {

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION_0 = {0x02, 1, 0};
  private static final byte[] SOMETHING =
      "signed to see whether the keys belong together".getBytes(UTF_8);

  private Pkcs8() {}

  /**
   * Wraps a PKCS#1 or SEC1 key: {@code SEQUENCE { version, algorithm, OCTET STRING key }}. The
   * algorithm, with its curve, is that of the public key, whose encoding (RFC 5280) is {@code
   * SEQUENCE { algorithm, key }}.
   */
  static byte[] wrap(byte[] key, PublicKey publicKey) {
    var spki = publicKey.getEncoded();
    int from = contentStart(spki, 0);
    int to = contentStart(spki, from) + contentLength(spki, from);
    var content = new ByteArrayOutputStream();
    content.writeBytes(VERSION_0);
    content.writeBytes(Arrays.copyOfRange(spki, from, to));
    content.writeBytes(element(OCTET_STRING, key));
    return element(SEQUENCE, content.toByteArray());
  }

  /** Whether what the private key signs is what the public key verifies. */
  static boolean isPair(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
    var algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "EdDSA", "Ed25519" -> "EdDSA";
          default -> throw new NoSuchAlgorithmException();
        };
    var signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(SOMETHING);
    var signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(SOMETHING);
    return signature.verify(signed);
  }

  private static byte[] element(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length >= 0x100) {
      out.write(0x82);
      out.write(content.length >> 8);
    } else if (content.length >= 0x80) {
      out.write(0x81);
    }
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static int contentStart(byte[] der, int element) {
    int length = der[element + 1];
    return element + 2 + (length < 0 ? length & 0x7f : 0);
  }

  private static int contentLength(byte[] der, int element) {
    int end = contentStart(der, element);
    int length = 0;
    for (int i = end - Math.max(1, end - element - 2); i < end; i++) {
      length = (length << 8) | (der[i] & 0xff);
    }
    return length;
  }
}
