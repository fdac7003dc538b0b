import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Run by the script beside it, inside a namespace of its own. Figures are medians; the floor and the
 * scrape take turns, so that whatever else the machine does falls on both.
 */
final class WireguardBench {

  private static final int PORT = 19586;
  private static final int WARM_UP = 150;

  private final String wg;
  private final String wireguardGo;
  private final String exporter;

  private WireguardBench(String[] args) {
    wg = args[0];
    wireguardGo = args[1];
    exporter = args[2];
  }

  public static void main(String[] args) throws Exception {
    var bench = new WireguardBench(args);
    var sizes = Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray();
    System.out.println("wireguard_exporter beside `wg show all dump`, medians in ms");
    System.out.printf(
        "%7s %8s %8s %6s %9s %9s %8s %8s %8s%n",
        "peers", "wg", "scrape", "ratio", "first", "start", "RSS MB", "50: p50", "50: p99");
    for (int peers : sizes) {
      bench.measure(peers);
    }
  }

  private void measure(int peers) throws Exception {
    run(List.of(wireguardGo, "wg0"));
    try {
      var conf = Files.writeString(Files.createTempFile("bench", ".conf"), configuration(peers));
      run(List.of(wg, "setconf", "wg0", conf.toString()));
      Files.delete(conf);
      double[] starts = new double[5];
      double[] firsts = new double[5];
      for (int i = 0; i < starts.length; i++) {
        long begin = System.nanoTime();
        var process = startExporter();
        awaitPort();
        starts[i] = millisSince(begin);
        scrape();
        firsts[i] = millisSince(begin);
        stop(process);
      }
      var process = startExporter();
      awaitPort();
      compare(peers, median(starts), median(firsts), process);
      stop(process);
    } finally {
      Files.deleteIfExists(Path.of("/run/wireguard/wg0.sock"));
      Thread.sleep(300); // wireguard-go ends when its socket is gone
    }
  }

  private void compare(int peers, double start, double first, Process process) throws Exception {
    int rounds = peers > 20_000 ? 15 : 40;
    for (int i = 0; i < (peers > 20_000 ? 20 : WARM_UP); i++) {
      scrape();
    }
    var floor = new double[rounds];
    var scrape = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      floor[i] = time(this::dump);
      scrape[i] = time(WireguardBench::scrape);
    }
    var many = peers > 20_000 ? new double[] {0, 0} : crowd();
    for (int i = WARM_UP; peers <= 1000 && i < 1000; i++) {
      scrape();
    }
    System.out.printf(
        "%7d %8.1f %8.1f %6.2f %9.0f %9.0f %8.0f %8.1f %8.1f%n",
        peers,
        median(floor),
        median(scrape),
        median(scrape) / median(floor),
        first,
        start,
        residentMegabytes(process),
        many[0],
        many[1]);
  }

  /** 50 clients that scrape without a pause; their p50 and p99. */
  private static double[] crowd() throws Exception {
    var times = new double[50 * 10];
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < 50; client++) {
        int mine = client * 10;
        threads.submit(
            () -> {
              for (int i = 0; i < 10; i++) {
                times[mine + i] = time(WireguardBench::scrape);
              }
              return null;
            });
      }
    }
    Arrays.sort(times);
    if (times[0] == 0) {
      throw new IOException("a scrape failed");
    }
    return new double[] {times[times.length / 2], times[times.length * 99 / 100]};
  }

  private Void dump() throws IOException, InterruptedException {
    var process = new ProcessBuilder(wg, "show", "all", "dump").start();
    process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    return check(process, List.of(wg));
  }

  private static Void scrape() throws IOException {
    try (var socket = new Socket("127.0.0.1", PORT)) {
      socket
          .getOutputStream()
          .write(
              "GET /metrics HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      var status = line(in);
      if (!status.contains(" 200 ")) {
        throw new IOException("the exporter answered " + status);
      }
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return null;
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private Process startExporter() throws IOException {
    return new ProcessBuilder(
            exporter,
            "--wg.path=" + wg,
            "--web.listen-address=127.0.0.1:" + PORT,
            "--web.max-requests=0",
            "--log.level=error")
        .inheritIO()
        .start();
  }

  private static void awaitPort() throws IOException, InterruptedException {
    for (int i = 0; i < 10_000; i++) {
      try (var socket = new Socket("127.0.0.1", PORT)) {
        return;
      } catch (IOException e) {
        Thread.sleep(1);
      }
    }
    throw new IOException("the exporter does not listen");
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private static void run(List<String> words) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    check(process, words);
  }

  private static Void check(Process process, List<String> words)
      throws IOException, InterruptedException {
    if (process.waitFor() != 0) {
      throw new IOException(words.getFirst() + " failed with " + process.exitValue());
    }
    return null;
  }

  private static String configuration(int peers) {
    var random = new Random(7);
    var conf = new StringBuilder("[Interface]\nPrivateKey = " + key(random) + "\nListenPort = 51820\n");
    for (int i = 0; i < peers; i++) {
      conf.append("[Peer]\nPublicKey = ").append(key(random));
      conf.append("\nPresharedKey = ").append(key(random));
      conf.append("\nEndpoint = 198.51.%d.%d:%d".formatted(i / 250 % 250, i % 250, 20_000 + i % 40_000));
      conf.append("\nAllowedIPs = 10.%d.%d.%d/32, fd00::%x:%x/128\n".formatted(i >> 16, i >> 8 & 255, i & 255, i >> 16, i & 0xffff));
    }
    return conf.toString();
  }

  private static String key(Random random) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static double residentMegabytes(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow()
        / 1024.0;
  }

  private static double time(Callable<Void> what) throws Exception {
    long begin = System.nanoTime();
    what.call();
    return millisSince(begin);
  }

  private static double millisSince(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
