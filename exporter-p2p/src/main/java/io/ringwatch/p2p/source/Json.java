package io.ringwatch.p2p.source;

import io.ringwatch.p2p.JsonText;
import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as sources read and make it. */
final class Json {

  /** How large a document may be, in bytes, unless its source is configured otherwise. */
  static final int MAX_BYTES = 16 << 20;

  private Json() {}

  /**
   * Reads one value, which has to be all there is.
   *
   * @param name what messages call the document
   */
  static JsonNode parse(String name, byte[] bytes) throws IOException {
    try {
      return JsonText.parse(bytes);
    } catch (IOException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
