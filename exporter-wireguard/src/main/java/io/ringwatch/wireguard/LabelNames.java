package io.ringwatch.wireguard;

import java.util.Collection;
import java.util.regex.Pattern;

/** Label names that come from users' files. */
final class LabelNames {

  private static final Pattern VALID = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");

  private LabelNames() {}

  static boolean isFree(String name, Collection<String> taken) {
    return VALID.matcher(name).matches() && !taken.contains(name);
  }
}
