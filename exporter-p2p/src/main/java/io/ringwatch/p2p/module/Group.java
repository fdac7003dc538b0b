package io.ringwatch.p2p.module;

import io.ringwatch.core.Metric;
import java.util.List;
import java.util.Optional;

/**
 * Rules that share where they look, checked. A module is a group whose scope is the document.
 *
 * @param index its number among all groups and rules of the module
 * @param section entered first
 * @param each walked then, inside the section
 * @param when tested last, where the rules look
 * @param optional whether elements that are missing are nothing to tell
 */
record Group(
    int index,
    Optional<Section> section,
    Optional<Elements> each,
    Optional<Expr> when,
    boolean optional,
    List<Rule.Label> labels,
    List<Rule> rules,
    List<Flatten> flattened,
    List<Group> groups) {

  /**
   * A part of the document that may be absent or an error.
   *
   * @param name its path from the document's root
   */
  record Section(Path path, String name) {}

  /** Everything beneath a place, one series a number. */
  record Flatten(Metric metric, Path path, int index) {}

  Group {
    labels = List.copyOf(labels);
    rules = List.copyOf(rules);
    flattened = List.copyOf(flattened);
    groups = List.copyOf(groups);
  }
}
