package io.ringwatch.p2p.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Command;
import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.Document;
import java.io.IOException;
import java.util.List;

/** What a program prints as JSON. The document's source object holds {@code exit_status}. */
final class ExecSource implements Source {

  private final String program;
  private final Command command;
  private final List<Integer> accepted;

  ExecSource(String program, Command command, List<Integer> accepted) {
    this.program = program;
    this.command = command;
    this.accepted = accepted;
  }

  @Override
  public Document read(Deadline deadline) throws IOException {
    var watch = Stopwatch.start();
    var ended = command.run(deadline);
    var lap = watch.stop();
    if (!accepted.contains(ended.exit())) {
      throw new IOException(program + ": " + ended.complaint());
    }
    var root = Json.parse(program, ended.output().getBytes(UTF_8));
    return lap.document(root, Json.object().put("exit_status", ended.exit()));
  }
}
