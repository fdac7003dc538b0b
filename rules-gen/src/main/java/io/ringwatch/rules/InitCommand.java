package io.ringwatch.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules-gen init}: a spec to start from, which generates and tests at once. */
@Command(name = "init", description = "Write a spec to start from; nothing is overwritten.")
final class InitCommand implements Callable<Integer> {
  private static final String ENTRY = "ringwatch.yaml";
  private static final String OWN = "mine.yaml";
  private static final List<String> FILES = List.of(ENTRY, OWN);
  private static final String SCHEMA = "ringwatch.schema.json";

  @Spec private @Nullable CommandSpec command;

  @Parameters(paramLabel = "DIR", description = "The folder; made if it is not there.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws ConfigException {
    for (var name : List.of(ENTRY, OWN, SCHEMA)) {
      if (Files.exists(folder.resolve(name))) {
        throw ConfigException.of(folder.resolve(name) + ": is there already");
      }
    }
    for (var name : FILES) {
      write(name, "# yaml-language-server: $schema=" + SCHEMA + "\n" + starter(name));
    }
    write(SCHEMA, SchemaCommand.schema());
    var flags = " --spec " + folder.resolve(ENTRY) + " --out " + folder;
    RulesGen.print(command, "rules-gen generate" + flags + "\nrules-gen test" + flags + "\n");
    return 0;
  }

  private static String starter(String name) {
    try (var in = InitCommand.class.getResourceAsStream("starter/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) throws ConfigException {
    var file = folder.resolve(name);
    try {
      Files.createDirectories(folder);
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw ConfigException.of(file + ": is there already");
    } catch (IOException e) {
      throw ConfigException.of(file + ": cannot be written: " + e.getMessage());
    }
  }
}
