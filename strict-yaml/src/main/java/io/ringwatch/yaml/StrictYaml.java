package io.ringwatch.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a YAML file into a record.
 *
 * <p>Record components are keys in snake_case ({@link Key} renames one). They may be text, {@code
 * boolean}, {@code int}, {@code long}, {@code double}, {@link java.time.Duration} as Prometheus
 * writes it, enums in kebab-case, {@link Path}, {@link java.util.regex.Pattern}, types with a
 * static {@code parse(String)}, records, sealed interfaces of records, and {@code Optional}, {@code
 * List}, {@code Map<String, …>} (in the file's order) and {@link Placed} of those. A component of
 * type {@link Place} receives its mapping's place. A key without a value counts as absent; absent
 * optionals, lists and maps are empty, anything else absent is a problem. A record that refuses its
 * values throws {@link IllegalArgumentException}: a problem at its mapping's place.
 */
public final class StrictYaml {
  static final int LARGEST_BYTES = 16 << 20;

  private StrictYaml() {}

  /**
   * Reads a file; messages call it as the path is written.
   *
   * @throws ConfigException with every problem of the file, or why it cannot be read
   */
  public static <T> T read(Path file, Class<T> type) throws ConfigException {
    return parse(file.toString(), text(file), type);
  }

  /**
   * Reads a text.
   *
   * @param name what problems call the text, usually its file's name
   * @throws ConfigException with every problem of the text
   */
  public static <T> T parse(String name, String text, Class<T> type) throws ConfigException {
    var unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    var source = new Source(name, unmarked, RecordShape.holdsSecret(type));
    var problems = new Problems(source);
    var root = Composer.compose(source, problems);
    var value = new Binder(source, problems).bind(root, new Slot(type, "", false));
    problems.throwIfAny();
    return type.cast(value.orElseThrow());
  }

  private static String text(Path file) throws ConfigException {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw ConfigException.of(file + ": larger than 16 MiB");
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw ConfigException.of(file + ": no such file");
    } catch (AccessDeniedException e) {
      throw ConfigException.of(file + ": permission denied");
    } catch (CharacterCodingException e) {
      throw ConfigException.of(file + ": not UTF-8");
    } catch (IOException e) {
      throw ConfigException.of(
          file + (Files.isDirectory(file) ? ": is a directory" : ": cannot be read"));
    }
  }
}
