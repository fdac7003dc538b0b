package io.ringwatch.p2p.module;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Samples;
import io.ringwatch.p2p.Document;
import io.ringwatch.p2p.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents a second of a RingRift status with 200 peers, from bytes to exposition. Beside it the
 * cost model of json_exporter, which parses the body anew for each metric of its configuration: the
 * same mapping, but with one parse a metric instead of one a document. That model is kind to it: it
 * parses with this program's parser, and its labels and elements are not encoded and parsed again.
 */
final class MappingBench {
  private static final int PEERS = 200;
  private static final Path STATUS =
      Path.of("src/test/resources/samples/ringrift/status/input.json");

  private MappingBench() {}

  /** Prints the rates; the argument is for how many seconds each is measured, and warmed up. */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    var status = document(PEERS);
    var mapping = BuiltIn.find("ringrift");
    var mapper = mapping.mapper(Map.of("target", "hub-a"), Site.in(ZoneOffset.UTC));
    int metrics = mapping.byIndex().size();
    System.out.printf(
        "%d peers, %d kB, %d rules, %d samples%n",
        PEERS, status.length / 1000, metrics, samples(mapper, status));
    double once = rate(seconds, () -> map(mapper, status, 1));
    double perMetric = rate(seconds, () -> map(mapper, status, metrics));
    double parse = rate(seconds, () -> JsonText.parse(status));
    System.out.printf("one parse a document:  %8.1f documents/s%n", once);
    System.out.printf("one parse a metric:    %8.1f documents/s%n", perMetric);
    System.out.printf("parse alone:           %8.1f documents/s%n", parse);
    System.out.printf("ratio: %.1f%n", once / perMetric);
  }

  /** The sample of a status with this many peers, of which every tenth is dead. */
  static byte[] document(int peers) throws IOException {
    var root = (ObjectNode) JsonText.parse(Files.readAllBytes(STATUS));
    var alive = (ObjectNode) root.get("peers");
    var all = (ObjectNode) root.get("all_peers");
    var living = alive.get("hub-a").deepCopy();
    var listed = all.get("hub-a").deepCopy();
    alive.removeAll();
    all.removeAll();
    for (int i = 0; i < peers; i++) {
      boolean up = i % 10 != 0;
      all.set("node-" + i, named(listed, i).put("is_alive", up));
      if (up) {
        alive.set("node-" + i, named(living, i));
      }
    }
    return root.put("alive_peers", alive.size()).toString().getBytes(UTF_8);
  }

  private static ObjectNode named(JsonNode peer, int i) {
    return ((ObjectNode) peer.deepCopy())
        .put("node_id", "node-" + i)
        .put("host", "100.64." + i / 256 + "." + i % 256)
        .put("cpu_percent", i * 0.37)
        .put("last_heartbeat", 1766750396.8 - i);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void map(Mapper mapper, byte[] status, int parses) throws IOException {
    var root = JsonText.parse(status);
    for (int i = 1; i < parses; i++) {
      root = JsonText.parse(status);
    }
    var samples = new Samples(60_000);
    mapper.map(Document.of(root, Instant.now()), samples);
    samples.write(OutputStream.nullOutputStream());
  }

  private static int samples(Mapper mapper, byte[] status) throws IOException {
    return mapper
        .walk(Document.of(JsonText.parse(status), Instant.now()), (_, _, _, _, _) -> {})
        .samples();
  }

  private static double rate(int seconds, Work work) throws IOException {
    run(seconds, work);
    return run(seconds, work);
  }

  /** Rounds a second of processor time: other load on the machine does not count. */
  private static double run(int seconds, Work work) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    long used = 0;
    int rounds = 0;
    while (used < seconds * 1_000_000_000L) {
      work.run();
      rounds++;
      used = threads.getCurrentThreadCpuTime() - start;
    }
    return rounds * 1e9 / used;
  }
}
