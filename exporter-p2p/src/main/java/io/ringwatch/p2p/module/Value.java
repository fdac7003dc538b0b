package io.ringwatch.p2p.module;

import tools.jackson.databind.JsonNode;

/** What an expression comes to. */
sealed interface Value {

  /** Nothing to say: no sample, and never 0 in its place. */
  enum Absent implements Value {
    /** The path leads nowhere: counted, since names may have drifted. */
    MISSING,
    /** The path leads to null: counted as well. */
    NULL,
    /** The document says that it does not know: blank text, a sentinel, the zero time. */
    UNKNOWN
  }

  /** A finite number. */
  record Numeric(double number) implements Value {}

  record Truth(boolean truth) implements Value {}

  record Text(String text) implements Value {}

  /** An array or an object. */
  record Container(JsonNode node) implements Value {}

  /** Something of the wrong type: no sample, counted. */
  record Wrong(String why) implements Value {}

  /** A number; not finite ones are wrong. */
  static Value of(double number) {
    return Double.isFinite(number) ? new Numeric(number) : new Wrong("is not a finite number");
  }

  static Value of(JsonNode node) {
    return switch (node.getNodeType()) {
      case NUMBER -> of(node.doubleValue());
      case BOOLEAN -> new Truth(node.booleanValue());
      case STRING -> new Text(node.stringValue());
      case ARRAY, OBJECT -> new Container(node);
      case NULL -> Absent.NULL;
      case MISSING -> Absent.MISSING;
      case BINARY, POJO -> new Wrong("is not JSON");
    };
  }
}
