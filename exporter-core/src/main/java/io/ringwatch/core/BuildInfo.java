package io.ringwatch.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * Which build runs, read from the jar's manifest; {@code dev} and {@code unknown} when it runs from
 * class files.
 */
record BuildInfo(String version, String branch, String revision) {

  static BuildInfo current() {
    var self = BuildInfo.class.getResource("BuildInfo.class");
    if (self == null || !self.getProtocol().equals("jar")) {
      return new BuildInfo("dev", "unknown", "unknown");
    }
    var jar = self.toString().substring(0, self.toString().lastIndexOf('!') + 1);
    try (InputStream in = URI.create(jar + "/META-INF/MANIFEST.MF").toURL().openStream()) {
      var attributes = new Manifest(in).getMainAttributes();
      return new BuildInfo(
          attribute(attributes, "Implementation-Version"),
          attribute(attributes, "Git-Branch"),
          attribute(attributes, "Git-Revision"));
    } catch (IOException e) {
      throw new UncheckedIOException("this program's own jar cannot be read", e);
    }
  }

  private static String attribute(Attributes attributes, String name) {
    return Optional.ofNullable(attributes.getValue(name)).orElse("unknown");
  }

  /** The lines that {@code --version} prints; the first as Prometheus's own programs print it. */
  String[] lines(String program) {
    return new String[] {
      "%s, version %s (branch: %s, revision: %s)".formatted(program, version, branch, revision),
      "  java:      %s (%s)".formatted(javaVersion(), System.getProperty("java.vendor")),
      "  platform:  %s/%s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
    };
  }

  static String javaVersion() {
    return Runtime.version().toString();
  }
}
