package io.ringwatch.p2p.targets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Orama's {@code remote-nodes.conf}: {@code environment|user@host|role} a line, {@code #} for
 * comments. Whatever comes behind is passed over unseen: old files kept a password there, in the
 * third place before the role.
 */
final class OramaHosts {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern ROLE = Pattern.compile("node|nameserver-ns[0-9]{1,3}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,255}|\\[?[0-9a-fA-F:.]+]?");

  private OramaHosts() {}

  static List<TargetGroup> read(String name, String text, int port) throws IOException {
    List<TargetGroup> groups = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (var line : text.lines().toList()) {
      number++;
      var shown = line.strip();
      if (!shown.isEmpty() && !shown.startsWith("#")) {
        try {
          groups.add(group(shown.split("\\|", -1), port));
        } catch (IllegalArgumentException e) {
          problems.add(name + ":" + number + ": " + e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IOException(String.join("\n", problems));
    }
    return groups;
  }

  private static TargetGroup group(String[] fields, int port) {
    if (fields.length < 3) {
      throw new IllegalArgumentException("not environment|user@host|role");
    }
    var environment = fields[0].strip();
    var address = fields[1].strip();
    var host = address.substring(address.lastIndexOf('@') + 1);
    if (!WORD.matcher(environment).matches()) {
      throw new IllegalArgumentException("the environment is not a word");
    }
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("the second field is not user@host");
    }
    var labels =
        new TreeMap<>(Map.of("environment", environment, "node", host, "role", role(fields)));
    return TargetGroup.of(List.of(host), port, labels);
  }

  /** In the third place, or behind the password that old files have there. */
  private static String role(String[] fields) {
    for (int i = 2; i < Math.min(fields.length, 4); i++) {
      if (ROLE.matcher(fields[i].strip()).matches()) {
        return fields[i].strip();
      }
    }
    throw new IllegalArgumentException("no role (node or nameserver-nsN) in the third field");
  }
}
