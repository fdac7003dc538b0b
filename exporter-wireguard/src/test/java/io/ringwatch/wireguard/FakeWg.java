package io.ringwatch.wireguard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Scripts that stand in for wg and ip, written into a folder. */
record FakeWg(Path folder) {

  static final String PRIVATE_KEY = "CANARYprivateKEYmustNEVERbeSEENanywhere1234=";
  static final String PRESHARED_KEY = "CANARYpresharedKEYmustNEVERbeSEENanywhere12=";
  static final String PUBLIC_KEY = "HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw=";

  /** A shell script; {@code $*} are the arguments. */
  String program(String name, String script) throws IOException {
    var file = Files.writeString(folder.resolve(name), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }

  /** Shell words that print an interface and a peer, in the width of {@code show all dump}. */
  static String dumpOf(String name) {
    return "printf '%s\\n'".formatted(line(name, "51820", "off"))
        + "; printf '%s\\n'".formatted(peer(name));
  }

  private static String line(String name, String port, String mark) {
    return String.join("\\t", name, PRIVATE_KEY, PUBLIC_KEY, port, mark);
  }

  private static String peer(String name) {
    return String.join(
        "\\t",
        name,
        PUBLIC_KEY,
        PRESHARED_KEY,
        "192.0.2.1:51820",
        "10.0.0.1/32",
        "0",
        "1",
        "2",
        "25");
  }
}
