package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RpcTokenTest {

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("token");
  }

  @Test
  void theTokenIsTheFileWithoutTheSpaceAroundIt() throws IOException {
    write(" s3cr3t-token\n", "rw-r-----");
    assertThat(RpcToken.in(file).read())
        .hasValueSatisfying(t -> assertThat(t).asString().isEqualTo("s3cr3t-token"));
  }

  @Test
  void aFileThatEverybodyCanReadIsRefused() throws IOException {
    write("s3cr3t-token", "rw-r--r--");
    assertThatThrownBy(() -> RpcToken.in(file).read())
        .hasMessage(file + ": a secret that everybody can read (chmod o-r it)")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void emptyHugeAndMissingFilesAreRefused() throws IOException {
    assertThatThrownBy(() -> RpcToken.in(file).read()).hasMessage(file + ": no such file");
    write("\n", "rw-------");
    assertThatThrownBy(() -> RpcToken.in(file).read()).hasMessage(file + ": holds no token");
    write("x".repeat(4097), "rw-------");
    assertThatThrownBy(() -> RpcToken.in(file).read()).hasMessage(file + ": too long for a token");
  }

  @Test
  void withoutAFileThereIsNone() throws IOException {
    assertThat(RpcToken.NONE.read()).isEmpty();
  }

  private void write(String text, String permissions) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
