package io.ringwatch.wireguard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.wireguard.Names.Naming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the names out of one file. A WireGuard or systemd-networkd configuration ({@code .conf},
 * {@code .netdev}) has them in comments, see {@link PeerBlocks}; any other file has one peer a
 * line, its key and its name, with {@code :} or {@code =} between if one likes, so that a flat YAML
 * map is such a file.
 *
 * <p>A line that cannot be read is an error with file and line, and the others count. No error
 * quotes a line, for private keys stand in such files.
 */
final class NameReader {

  /** What a file gave. */
  record Content(Map<String, Naming> byKey, List<String> errors, Set<Path> alsoRead) {

    static final Content EMPTY = new Content(Map.of(), List.of(), Set.of());

    Content {
      byKey = Map.copyOf(byKey);
      errors = List.copyOf(errors);
      alsoRead = Set.copyOf(alsoRead);
    }
  }

  static final String KEY = "[A-Za-z0-9+/]{43}=";

  private static final long MAX_SIZE = 32 << 20;

  private static final Pattern NAMED =
      Pattern.compile("[\"']?(" + KEY + ")[\"']?\\s*[:=\\s]\\s*(.*?)(?:\\s+#.*)?");

  private final Path file;
  private final Map<String, Naming> byKey = new LinkedHashMap<>();
  private final List<String> errors = new ArrayList<>();
  private final Set<Path> alsoRead = new LinkedHashSet<>();

  private NameReader(Path file) {
    this.file = file;
  }

  /**
   * @throws IOException if the file cannot be read at all
   */
  static Content read(Path file) throws IOException {
    if (Files.size(file) > MAX_SIZE) {
      throw new IOException("larger than " + MAX_SIZE + " bytes");
    }
    var reader = new NameReader(file);
    var lines = new String(Files.readAllBytes(file), UTF_8).lines().toList();
    if (isConfiguration(file)) {
      new PeerBlocks(reader).read(lines);
    } else {
      reader.readNames(lines);
    }
    return new Content(reader.byKey, reader.errors, reader.alsoRead);
  }

  static boolean isConfiguration(Path file) {
    var name = file.getFileName().toString();
    return name.endsWith(".conf") || name.endsWith(".netdev");
  }

  private void readNames(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#") || line.equals("---")) {
        continue;
      }
      var matcher = NAMED.matcher(line);
      if (!matcher.matches()) {
        error(i + 1, "not a public key and a name");
      } else if (matcher.group(2).isEmpty()) {
        error(i + 1, "a public key without a name");
      } else {
        name(matcher.group(1), new Naming(unquote(matcher.group(2))));
      }
    }
  }

  private static String unquote(String text) {
    char first = text.charAt(0);
    boolean quoted =
        text.length() > 1
            && (first == '"' || first == '\'')
            && text.charAt(text.length() - 1) == first;
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  void name(String publicKey, Naming naming) {
    byKey.put(publicKey, naming);
  }

  void error(int line, String what) {
    errors.add(file + ":" + line + ": " + what);
  }

  /** The key that stands in a file of its own, beside this one if its path is relative. */
  String readKey(int line, String path) {
    var keyFile = file.resolveSibling(path);
    alsoRead.add(keyFile);
    try {
      if (Files.size(keyFile) < 1 << 12) {
        return Files.readString(keyFile, UTF_8).strip();
      }
      error(line, "PublicKeyFile holds more than a key");
    } catch (IOException e) {
      error(line, "cannot read the PublicKeyFile");
    }
    return "";
  }
}
