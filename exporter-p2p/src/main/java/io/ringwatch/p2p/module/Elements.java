package io.ringwatch.p2p.module;

import java.util.List;

/** What a group repeats its metrics for. */
sealed interface Elements {

  /** The elements that the first of these paths whose container is there leads to. */
  record Walked(List<Path> choices) implements Elements {
    public Walked {
      choices = List.copyOf(choices);
    }
  }

  /** The parts of a text, without blank ones. */
  record Split(Expr text, String separator) implements Elements {}
}
