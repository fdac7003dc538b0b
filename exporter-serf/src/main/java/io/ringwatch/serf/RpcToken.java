package io.ringwatch.serf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/**
 * The token of an agent started with {@code rpc_auth}, from a file only. It is read anew for every
 * connection, so that a new token needs no restart.
 *
 * @param file empty for an agent without authentication
 */
record RpcToken(Optional<Path> file) {

  /** For an agent without authentication. */
  static final RpcToken NONE = new RpcToken(Optional.empty());

  private static final int MAX_BYTES = 4096;

  static RpcToken in(Path file) {
    return new RpcToken(Optional.of(file));
  }

  /**
   * The token without white space around it.
   *
   * @throws IOException if the file cannot be read, is readable for everybody, or holds no token
   */
  Optional<byte[]> read() throws IOException {
    return file.isPresent() ? Optional.of(read(file.get())) : Optional.empty();
  }

  private static byte[] read(Path file) throws IOException {
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        throw new IOException(file + ": a secret that everybody can read (chmod o-r it)");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException(file + ": too long for a token");
      }
      var token = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (token.isEmpty()) {
        throw new IOException(file + ": holds no token");
      }
      return token.getBytes(StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    }
  }
}
