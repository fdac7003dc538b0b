package io.ringwatch.p2p.module;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where in a document a group of metrics stands: the document itself, a section of it, or one
 * element of an array or object, with its ancestors.
 *
 * @param parent what it stands in; empty for the document
 * @param node what paths start from
 * @param via the steps from the parent to the element's container, or to the section; may be empty
 * @param key the element's key or index; empty for a section
 */
record Scope(Optional<Scope> parent, JsonNode node, String via, Optional<String> key) {

  static Scope document(JsonNode root) {
    return new Scope(Optional.empty(), root, "", Optional.empty());
  }

  Scope element(JsonNode element, String container, String elementKey) {
    return new Scope(Optional.of(this), element, container, Optional.of(elementKey));
  }

  Scope section(JsonNode section, String path) {
    return new Scope(Optional.of(this), section, path, Optional.empty());
  }

  /** The scope {@code levels} further out. */
  Scope up(int levels) {
    return levels == 0 ? this : parent.orElseThrow().up(levels - 1);
  }

  /** The key of the element this stands in, or of the one {@code levels} elements further out. */
  String key(int levels) {
    if (key.isEmpty()) {
      return parent.orElseThrow().key(levels);
    }
    return levels == 0 ? key.get() : parent.orElseThrow().key(levels - 1);
  }

  /** The concrete path from the document's root, such as {@code all_peers.hub-a}. */
  String location() {
    var outer = parent.map(Scope::location).orElse("");
    return join(join(outer, via), key.orElse(""));
  }

  static String join(String outer, String inner) {
    return outer.isEmpty() || inner.isEmpty() ? outer + inner : outer + "." + inner;
  }
}
