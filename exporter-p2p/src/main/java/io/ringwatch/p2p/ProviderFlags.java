package io.ringwatch.p2p;

import io.ringwatch.p2p.source.Network;
import io.ringwatch.yaml.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --provider=hetzner=65.108.0.0/16}: what {@code providers} is in the configuration. */
public final class ProviderFlags {

  record Owned(String provider, Network network) {}

  @Option(
      names = "--provider",
      paramLabel = "NAME=CIDR",
      converter = Converter.class,
      description = "Whose addresses these are. May be given several times.")
  private List<Owned> all = List.of();

  /**
   * The providers.
   *
   * @throws ConfigException if two have the same network
   */
  public Providers providers() throws ConfigException {
    Map<String, List<Network>> networks = new LinkedHashMap<>();
    for (var one : all) {
      networks.computeIfAbsent(one.provider(), _ -> new ArrayList<>()).add(one.network());
    }
    try {
      return new Providers(networks);
    } catch (IllegalArgumentException e) {
      throw ConfigException.of("--provider: " + e.getMessage());
    }
  }

  /** A name and a network. */
  static final class Converter implements ITypeConverter<Owned> {
    @Override
    public Owned convert(String text) {
      int equals = text.indexOf('=');
      try {
        if (equals > 0) {
          return new Owned(text.substring(0, equals), Network.parse(text.substring(equals + 1)));
        }
      } catch (IllegalArgumentException e) {
        // told below
      }
      throw new TypeConversionException(
          "'" + text + "' is no NAME=CIDR (try hetzner=65.108.0.0/16)");
    }
  }
}
