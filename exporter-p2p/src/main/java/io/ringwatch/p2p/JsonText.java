package io.ringwatch.p2p;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON from strangers: strict, and bounded in depth and in the length of what it names. */
public final class JsonText {

  /** How many arrays and objects may stand inside each other. */
  public static final int DEEPEST = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNameLength(4096)
                          .maxNumberLength(400)
                          .build())
                  .build())
          .build();

  private JsonText() {}

  /**
   * Reads one JSON value in UTF-8; the caller bounds its size.
   *
   * @throws IOException if it is none; the message tells the place and never quotes the text
   */
  public static JsonNode parse(byte[] utf8) throws IOException {
    if (utf8.length == 0) {
      throw new IOException("an empty document, expected JSON");
    }
    try {
      return MAPPER.readTree(utf8);
    } catch (StreamConstraintsException e) {
      throw new IOException("JSON beyond bounds: " + e.getOriginalMessage(), e);
    } catch (JacksonException e) {
      throw new IOException("not JSON: " + place(e), e);
    }
  }

  private static String place(JacksonException e) {
    var at = e.getLocation();
    return at == null ? "no place" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
