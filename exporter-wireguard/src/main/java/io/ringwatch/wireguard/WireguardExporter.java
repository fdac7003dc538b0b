package io.ringwatch.wireguard;

import io.ringwatch.core.About;
import io.ringwatch.core.ExporterFlags;
import io.ringwatch.core.Program;
import io.ringwatch.core.Setup;
import io.ringwatch.core.Shell;
import io.ringwatch.yaml.ConfigException;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wireguard_exporter}: the state of WireGuard's interfaces and peers for Prometheus. */
@Command(
    name = "wireguard_exporter",
    description = "WireGuard's interfaces and peers as Prometheus metrics, from wg show all dump.")
final class WireguardExporter implements Program {

  static final About ABOUT =
      new About(
          "wireguard_exporter", "wireguard", "WireGuard exporter", 9586, WireGuardMetrics.ALL);

  @Mixin private final WireGuardFlags wireGuard = new WireGuardFlags();
  @Mixin private final ExporterFlags flags = new ExporterFlags();

  /** Counts on over reloads. */
  private final Histories histories = new Histories();

  public static void main(String[] args) {
    System.exit(Shell.main(new WireguardExporter(), args));
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
  public Setup setUp() throws ConfigException {
    return Setup.of(
        new WireGuardCollector(
            wireGuard.wireGuard(), wireGuard.settings(), histories, InstantSource.system()));
  }
}
