package io.ringwatch.p2p;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A peer's status as one read of its source found it. Sources make documents, modules map them.
 *
 * @param root what the peer said, of any JSON type
 * @param source what the source knows beside it, an object: {@code http_status} of an HTTP read.
 *     Modules reach it by paths that begin with {@code @}
 * @param readAt this machine's clock midway between asking and the last byte, so that it compares
 *     fairly with a time inside the document
 * @param took from asking to the last byte
 */
public record Document(JsonNode root, JsonNode source, Instant readAt, Duration took) {

  /** A document of which nothing but its content is known. */
  public static Document of(JsonNode root, Instant readAt) {
    return new Document(root, JsonNodeFactory.instance.objectNode(), readAt, Duration.ZERO);
  }
}
