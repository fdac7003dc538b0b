package io.ringwatch.p2p.source;

import io.ringwatch.core.Command;
import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * The status of the Tailscale daemon here, as {@code tailscale status --json} prints it and the
 * daemon's LocalAPI serves it on its socket (tailscale.com/ipn/ipnstate, {@code Status}).
 */
final class TailscaleSource implements Source {

  private final Path path;

  TailscaleSource(Path path) {
    this.path = path;
  }

  @Override
  public Document read(Deadline deadline) throws IOException {
    var watch = Stopwatch.start();
    var bytes = isSocket() ? UnixHttp.get(path, "/localapi/v0/status", deadline) : run(deadline);
    var lap = watch.stop();
    return lap.document(Json.parse(path.toString(), bytes), Json.object());
  }

  private boolean isSocket() {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther();
    } catch (IOException e) {
      return false;
    }
  }

  private byte[] run(Deadline deadline) throws IOException {
    var words = List.of(path.toString(), "status", "--json");
    var output = new java.io.ByteArrayOutputStream();
    var ended =
        new Command(words, Json.MAX_BYTES)
            .stream(deadline, (buffer, length) -> output.write(buffer, 0, length));
    if (ended.exit() != 0) {
      throw new IOException(path + ": " + ended.complaint());
    }
    return output.toByteArray();
  }
}
