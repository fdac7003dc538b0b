package io.ringwatch.p2p.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All keys under a prefix, as {@code /v3/kv/range} and {@code /v3/watch} know them. */
public record EtcdKeys(String prefix) {

  private static final int PAGE = 1000;
  private static final int MAX_KEYS = 50_000;

  /**
   * A key with its value.
   *
   * @param name the key without the prefix
   * @param lease 0 without one
   */
  public record Entry(String name, String value, long modRevision, long lease) {

    /** The value as JSON; empty if it is not. */
    public Optional<JsonNode> json() {
      try {
        return Optional.of(Json.parse(name, value.getBytes(UTF_8)));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  /** {@code key} and {@code range_end} of everything under the prefix. */
  public ObjectNode range() {
    var end = prefix.getBytes(UTF_8);
    end[end.length - 1]++;
    return Json.object().put("key", coded(prefix.getBytes(UTF_8))).put("range_end", coded(end));
  }

  /** The exact key of a name under the prefix. */
  public ObjectNode key(String name) {
    return Json.object().put("key", coded((prefix + name).getBytes(UTF_8)));
  }

  /** The entries, page by page; fails above 50,000. */
  public List<Entry> read(EtcdGateway etcd, Deadline deadline) throws IOException {
    List<Entry> entries = new ArrayList<>();
    var question = range().put("limit", PAGE);
    while (true) {
      var answer = etcd.call("/v3/kv/range", question, deadline);
      var page = answer.path("kvs");
      page.forEach(kv -> entries.add(entry(kv)));
      if (entries.size() > MAX_KEYS) {
        throw new IOException(prefix + ": more than " + MAX_KEYS + " keys");
      }
      if (!answer.path("more").asBoolean(false) || page.isEmpty()) {
        return entries;
      }
      question.put("key", coded(after(bytes(page.get(page.size() - 1).path("key")))));
    }
  }

  /** An entry as a range or an event holds it. */
  public Entry entry(JsonNode kv) {
    var key = new String(bytes(kv.path("key")), UTF_8);
    var name = key.startsWith(prefix) ? key.substring(prefix.length()) : key;
    return new Entry(
        name,
        new String(bytes(kv.path("value")), UTF_8),
        number(kv, "mod_revision"),
        number(kv, "lease"));
  }

  /** A 64-bit number, which the gateway writes as text; 0 if it is left out. */
  public static long number(JsonNode node, String field) {
    return node.path(field).asLong(0);
  }

  /** Bytes as the gateway takes them. */
  public static String coded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] after(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  private static byte[] bytes(JsonNode coded) {
    try {
      return Base64.getDecoder().decode(coded.asString(""));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
