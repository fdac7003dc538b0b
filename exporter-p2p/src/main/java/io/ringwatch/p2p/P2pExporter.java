package io.ringwatch.p2p;

import io.ringwatch.core.About;
import io.ringwatch.core.ExporterFlags;
import io.ringwatch.core.Program;
import io.ringwatch.core.Setup;
import io.ringwatch.core.Shell;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Any peer's status document as Prometheus metrics. */
@Command(
    name = "p2p_exporter",
    description = "Serves any peer's status document as Prometheus metrics.",
    subcommands = MapCommand.class)
public final class P2pExporter implements Program {

  private static final About ABOUT =
      new About("p2p_exporter", "p2p", "status documents of peers", 9587, List.of());

  @Mixin private final ExporterFlags flags = new ExporterFlags();

  public static void main(String[] args) {
    System.exit(Shell.main(new P2pExporter(), args));
  }

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public ExporterFlags flags() {
    return flags;
  }

  @Override
  public Setup setUp() {
    return Setup.of((deadline, out) -> {});
  }
}
