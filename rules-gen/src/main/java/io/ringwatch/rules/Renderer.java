package io.ringwatch.rules;

import java.util.Map;

/** One kind of generated files: a pure function of the checked spec. */
@FunctionalInterface
interface Renderer {
  /** Content by path below the output's folder, with slashes, in a stable order. */
  Map<String, String> files(Suite suite);
}
