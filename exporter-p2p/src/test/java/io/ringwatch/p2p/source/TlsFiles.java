package io.ringwatch.p2p.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The tests' certificates and keys as files that only their owner may read. */
public final class TlsFiles {

  private final Path directory;

  private TlsFiles(Path directory) {
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

  public Path file(String name) {
    return directory.resolve(name);
  }

  /** The client's side of TLS, as a source's configuration has it. */
  String client() {
    return "tls: {ca_file: %s, cert_file: %s, key_file: %s}"
        .formatted(file("ca.crt"), file("client.crt"), file("client.key"));
  }
}
