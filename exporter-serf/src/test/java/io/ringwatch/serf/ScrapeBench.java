package io.ringwatch.serf;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/**
 * Measures a scrape of a running exporter beside the bare {@code members} of its agent, in turns in
 * one run. Arguments: {@code GOSSIP_HOST GOSSIP_PORT RPC_ADDRESS METRICS_URL MEMBERS}.
 */
final class ScrapeBench {

  private static final int WARM_UP = 60;
  private static final int ROUNDS = 60;

  private ScrapeBench() {}

  /** Something that is timed. */
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  public static void main(String... args) throws IOException, InterruptedException {
    int members = Integer.parseInt(args[4]);
    Crowd.join(InetAddress.getByName(args[0]), Integer.parseInt(args[1]), members);
    var target = new Target(RpcAddress.parse(args[2]), RpcToken.NONE);
    var request =
        HttpRequest.newBuilder(URI.create(args[3])).header("Accept-Encoding", "gzip").build();
    try (var client = HttpClient.newHttpClient()) {
      Work bare = () -> passOverMembers(target);
      Work scrape = () -> client.send(request, BodyHandlers.discarding());
      for (int i = 0; i < WARM_UP; i++) {
        bare.run();
        scrape.run();
      }
      var bareTimes = new long[ROUNDS];
      var scrapeTimes = new long[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        bareTimes[i] = time(bare);
        scrapeTimes[i] = time(scrape);
      }
      double ratio = (double) median(scrapeTimes) / median(bareTimes);
      System.out.printf(
          "serf, %d members: members RPC alone %.1f ms, scrape with gzip %.1f ms, ratio %.2f%n",
          members, median(bareTimes) / 1e6, median(scrapeTimes) / 1e6, ratio);
    }
  }

  /** All bytes of the answer are read, none is made a record. */
  private static void passOverMembers(Target target) throws IOException {
    var by = Deadline.in(Duration.ofSeconds(10));
    var connection = new SerfConnection(target.address(), by);
    try (connection) {
      connection.connect();
      connection.send("handshake", new MessagePackWriter().map(1).text("Version").unsigned(1));
      connection.header();
      connection.send("members", new MessagePackWriter());
      connection.header();
      connection.skip(64L << 20);
    }
  }

  private static long time(Work work) throws IOException, InterruptedException {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private static long median(long[] times) {
    var sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
