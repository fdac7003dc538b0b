package io.ringwatch.p2p.module;

import io.ringwatch.p2p.module.Value.Absent;
import io.ringwatch.p2p.module.Value.Container;
import io.ringwatch.p2p.module.Value.Numeric;
import io.ringwatch.p2p.module.Value.Text;
import io.ringwatch.p2p.module.Value.Truth;
import io.ringwatch.p2p.module.Value.Wrong;
import java.math.BigDecimal;
import java.util.OptionalDouble;

/** Values as the type that is wanted of them; absent and wrong ones stay what they are. */
final class Coercion {

  private Coercion() {}

  /** A number, out of a text too, since many programs quote theirs; true and false are none. */
  static Value number(Value value) {
    return switch (value) {
      case Text(var text) when text.isBlank() -> Absent.UNKNOWN;
      case Text(var text) -> found(Quantity.number(text), "is text, not a number");
      case Truth _ -> new Wrong("is true or false, not a number");
      case Container _ -> new Wrong("is an array or object, not a number");
      case Numeric _, Wrong _, Absent _ -> value;
    };
  }

  /** True or false, out of 1 and 0 and their texts too. */
  static Value truth(Value value) {
    return switch (value) {
      case Numeric(double number) when number == 0 || number == 1 -> new Truth(number == 1);
      case Text(var text) when text.equals("true") || text.equals("false") ->
          new Truth(text.equals("true"));
      case Text(var text) when text.isBlank() -> Absent.UNKNOWN;
      case Numeric _, Text _, Container _ -> new Wrong("is not true or false");
      case Truth _, Wrong _, Absent _ -> value;
    };
  }

  /** A text, out of numbers and truth values too. */
  static Value text(Value value) {
    return switch (value) {
      case Numeric(double number) -> new Text(plain(number));
      case Truth(boolean truth) -> new Text(Boolean.toString(truth));
      case Container _ -> new Wrong("is an array or object, not text");
      case Text _, Wrong _, Absent _ -> value;
    };
  }

  /** The number as JSON has it: {@code 8770}, not {@code 8770.0}. */
  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1L << 53
        ? Long.toString((long) number)
        : BigDecimal.valueOf(number).toString();
  }

  /** The number, or what is wrong with the text that none was found in. */
  static Value found(OptionalDouble number, String otherwise) {
    return number.isPresent() ? Value.of(number.getAsDouble()) : new Wrong(otherwise);
  }
}
