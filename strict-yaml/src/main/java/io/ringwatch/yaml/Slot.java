package io.ringwatch.yaml;

import java.lang.reflect.Type;

/**
 * What a node is to become.
 *
 * @param label how messages call it: its key, or {@code include[0]}; empty for the whole document
 * @param secret never to be quoted
 */
record Slot(Type type, String label, boolean secret) {
  /** The same thing, unwrapped: what an {@code Optional} or a {@code Placed} holds. */
  Slot holding(Type inner) {
    return new Slot(inner, label, secret);
  }

  Slot item(Type inner, int index) {
    return new Slot(inner, label + "[" + index + "]", secret);
  }

  Slot entry(Type inner, String key) {
    return new Slot(inner, key, secret);
  }

  Slot component(RecordShape.Component component) {
    return new Slot(component.type(), component.key(), secret || component.secret());
  }

  /** {@code for: 'x' is not …}. */
  String says(String message) {
    return label.isEmpty() ? message : label + ": " + message;
  }

  /** What stands there, for a message: {@code 'x'}, or what it is if it may not be quoted. */
  String found(Node node) {
    return node instanceof Node.Scalar scalar && !scalar.isNull() && !secret
        ? Quoted.text(scalar.text())
        : node.kind();
  }

  /** {@code 'x'} or {@code the value}. */
  String quote(Node.Scalar scalar) {
    return secret ? "the value" : Quoted.text(scalar.text());
  }
}
