package io.ringwatch.p2p.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The tests' certificates and keys as files that only their owner may read. */
public final class TlsFiles {

  private final Path directory;

  TlsFiles(Path directory) {
    this.directory = directory;
  }

  /** Lays {@code ca.crt}, {@code server.crt}, {@code server.key} and the client's two there. */
  public static TlsFiles in(Path directory) throws IOException {
    for (var name : List.of("ca.crt", "server.crt", "server.key", "client.crt", "client.key")) {
      var file = directory.resolve(name);
      try (var in = TlsFiles.class.getResourceAsStream("/tls/" + name)) {
        Files.write(file, in.readAllBytes());
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return new TlsFiles(directory);
  }

  /**
   * Makes a certificate of its own authority without a common name, {@code nameless.crt}, which the
   * server has to know beside the authority, and its key.
   */
  TlsFiles withNameless() throws Exception {
    var store = file("nameless.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var words = "-genkeypair -keyalg EC -dname O=Ringwatch -alias k -storepass hunter2 -keystore";
    var all = new ArrayList<>(List.of(keytool));
    all.addAll(List.of(words.split(" ", -1)));
    all.add(store.toString());
    if (new ProcessBuilder(all).start().waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    var keys = KeyStore.getInstance(store.toFile(), "hunter2".toCharArray());
    var key = Objects.requireNonNull(keys.getKey("k", "hunter2".toCharArray()));
    var certificate = Objects.requireNonNull(keys.getCertificate("k"));
    pem("nameless.key", "PRIVATE KEY", key.getEncoded());
    pem("nameless.crt", "CERTIFICATE", certificate.getEncoded());
    var both = Files.readString(file("ca.crt")) + Files.readString(file("nameless.crt"));
    Files.writeString(file("known.crt"), both);
    return this;
  }

  private void pem(String name, String kind, byte[] content) throws IOException {
    var base64 = Base64.getMimeEncoder().encodeToString(content);
    var text = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind);
    Files.writeString(file(name), text);
    Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString("rw-------"));
  }

  public Path file(String name) {
    return directory.resolve(name);
  }

  /** The client's side of TLS, as a source's configuration has it. */
  String client() {
    return as("client");
  }

  /** The same with another certificate. */
  String as(String name) {
    return "tls: {ca_file: %s, cert_file: %s, key_file: %s}"
        .formatted(file("ca.crt"), file(name + ".crt"), file(name + ".key"));
  }
}
