package io.ringwatch.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameFilesTest {

  private static final String A = "A".repeat(43) + "=";
  private static final String B = "B".repeat(43) + "=";

  @TempDir private Path folder;

  @Test
  void namesChangeWithTheFile() throws IOException {
    var file = write("a.names", A + " one");
    var names = new NameFiles(List.of(file));
    assertThat(named(names)).isEqualTo("A=one");

    write("a.names", A + " another\n" + B + " two");
    assertThat(named(names)).isEqualTo("A=another B=two");
  }

  @Test
  void unchangedFilesAreNotReadAgain() throws IOException {
    var names = new NameFiles(List.of(write("a.names", A + " one")));

    assertThat(names.current()).isSameAs(names.current());
  }

  @Test
  void fileThatVanishesKeepsItsNamesAndIsAnError() throws IOException {
    var file = write("a.names", A + " one");
    var names = new NameFiles(List.of(file, write("b.names", B + " two")));
    names.current();

    Files.delete(file);
    assertThat(named(names)).isEqualTo("A=one B=two");
    assertThat(names.current().errors())
        .containsExactly(file + ": cannot be read, keeps its names");
    assertThat(named(names)).isEqualTo("A=one B=two");

    write("a.names", A + " back");
    assertThat(named(names)).isEqualTo("A=back B=two");
    assertThat(names.current().errors()).isEmpty();
  }

  @Test
  void directoryGainsAndLosesNamesWithItsFiles() throws IOException {
    write("a.names", A + " one");
    var names = new NameFiles(List.of(folder));
    assertThat(named(names)).isEqualTo("A=one");

    var second = write("b.conf", "[Peer]\n# friendly_name = two\nPublicKey = " + B);
    assertThat(named(names)).isEqualTo("A=one B=two");

    Files.delete(second);
    assertThat(named(names)).isEqualTo("A=one");
  }

  @Test
  void otherFilesInADirectoryAreLeftAlone() throws IOException {
    write("a.names", A + " one");
    write(".a.names.swp", B + " two");
    write("a.names~", B + " two");
    write("private.key", B + " two");

    assertThat(named(new NameFiles(List.of(folder)))).isEqualTo("A=one");
  }

  @Test
  void changeOfAPublicKeyFileIsSeen() throws IOException {
    write("key", A);
    var file = write("wg0.conf", "[Peer]\n# friendly_name = one\nPublicKeyFile = key");
    var names = new NameFiles(List.of(file));
    assertThat(named(names)).isEqualTo("A=one");

    write("key", B + "\n");
    assertThat(named(names)).isEqualTo("B=one");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String named(NameFiles files) {
    return files.current().byKey().entrySet().stream()
        .map(e -> e.getKey().charAt(0) + "=" + e.getValue().friendlyName())
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
