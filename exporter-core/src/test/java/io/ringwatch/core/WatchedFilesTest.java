package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFilesTest {

  @TempDir private Path folder;
  private WatchedFiles files;

  @BeforeEach
  void note() throws IOException {
    var config = Files.writeString(folder.resolve("web.yml"), "old");
    Files.createDirectory(folder.resolve("secrets-1"));
    Files.createDirectory(folder.resolve("secrets-2"));
    Files.writeString(folder.resolve("secrets-1/tls.key"), "old");
    Files.copy(
        folder.resolve("secrets-1/tls.key"),
        folder.resolve("secrets-2/tls.key"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(folder.resolve("secrets"), Path.of("secrets-1"));
    files = new WatchedFiles(config);
  }

  @Test
  void untouchedFilesHaveNotChanged() {
    files.named(Path.of("secrets/tls.key"));
    files.named(Path.of("absent.pem"));
    assertThat(files.haveChanged()).isFalse();
  }

  @Test
  void relativePathStartsAtTheConfiguration() {
    assertThat(files.named(Path.of("tls/a.pem"))).isEqualTo(folder.resolve("tls/a.pem"));
    assertThat(files.named(Path.of("/etc/a.pem"))).isEqualTo(Path.of("/etc/a.pem"));
  }

  @Test
  void swappedLinkToAFileOfTheSameTimeAndSizeIsAChange() throws IOException {
    files.named(Path.of("secrets/tls.key"));
    var next = Files.createSymbolicLink(folder.resolve("next"), Path.of("secrets-2"));
    Files.move(next, folder.resolve("secrets"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(files.haveChanged()).isTrue();
  }

  @Test
  void fileThatComesAndFileThatGoesAreChanges() throws IOException {
    files.named(Path.of("later.pem"));
    var later = Files.writeString(folder.resolve("later.pem"), "new");
    assertThat(files.haveChanged()).isTrue();
    Files.delete(later);
    assertThat(files.haveChanged()).isFalse();
    Files.delete(files.config());
    assertThat(files.haveChanged()).isTrue();
  }
}
