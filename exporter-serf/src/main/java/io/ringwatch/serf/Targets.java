package io.ringwatch.serf;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All agents that may be asked.
 *
 * @param main the one behind {@code /metrics}
 * @param probed those behind {@code /probe}
 */
record Targets(Target main, List<Target> probed) {

  Targets {
    probed = List.copyOf(probed);
  }

  /**
   * Reads the flags.
   *
   * @throws ConfigException if an address makes no sense or a token cannot be read
   */
  static Targets of(String address, Optional<Path> authFile, List<String> probeTargets)
      throws ConfigException {
    var main = parse("--serf.rpc-address", address);
    var probed = new ArrayList<Target>();
    for (var text : probeTargets) {
      probed.add(checked("--serf.probe-target", parse("--serf.probe-target", text)));
    }
    var withToken = new Target(main.address(), new RpcToken(authFile));
    return new Targets(checked("--serf.rpc-auth-file", withToken), probed);
  }

  private static Target parse(String flag, String text) throws ConfigException {
    try {
      return Target.parse(text);
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(flag + ": " + e.getMessage());
    }
  }

  private static Target checked(String flag, Target target) throws ConfigException {
    try {
      target.token().read();
      return target;
    } catch (IOException e) {
      throw ConfigException.of(flag + ": " + e.getMessage());
    }
  }
}
