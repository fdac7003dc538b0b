package io.ringwatch.wireguard;

import io.ringwatch.wireguard.Names.Naming;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads {@code friendly_json}: a flat object. Its {@code friendly_name}, or else its {@code name},
 * is the peer's name; numbers and truth values are taken as text.
 */
final class FriendlyJson {

  private FriendlyJson() {}

  /** Empty if the text is not a flat JSON object. */
  static Optional<Naming> parse(String text) {
    var properties = new TreeMap<String, String>();
    try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var key = parser.currentName();
        if (!parser.nextToken().isScalarValue()) {
          return Optional.empty();
        }
        properties.put(key, valueOf(parser));
      }
      return parser.nextToken() == null
          ? Optional.of(new Naming(nameIn(properties), properties))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String valueOf(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getString();
  }

  private static String nameIn(Map<String, String> properties) {
    return properties.getOrDefault("friendly_name", properties.getOrDefault("name", ""));
  }
}
