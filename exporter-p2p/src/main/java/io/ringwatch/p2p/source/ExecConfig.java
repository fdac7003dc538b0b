package io.ringwatch.p2p.source;

import io.ringwatch.core.Command;
import io.ringwatch.yaml.Key;
import java.util.List;
import java.util.Optional;

/**
 * A document that a program prints: {@code {exec: [/usr/bin/ssh, -o, BatchMode=yes, node1, sudo,
 * orama, node, report, --json]}}. There is no shell.
 *
 * @param words the program's absolute path, then its arguments
 * @param acceptExit the exit statuses with which the output counts; 0 alone if empty
 * @param maxBytes how much it may print
 */
public record ExecConfig(
    @Key("exec") List<String> words, List<Integer> acceptExit, Optional<Integer> maxBytes)
    implements SourceConfig {

  public ExecConfig {
    words = List.copyOf(words);
    acceptExit = acceptExit.isEmpty() ? List.of(0) : List.copyOf(acceptExit);
    if (words.isEmpty() || !words.getFirst().startsWith("/")) {
      throw new IllegalArgumentException("exec needs the absolute path of a program");
    }
  }

  @Override
  public Source open() {
    return new ExecSource(words.getFirst(), command(), acceptExit);
  }

  private Command command() {
    return new Command(words, maxBytes.orElse(Json.MAX_BYTES));
  }
}
