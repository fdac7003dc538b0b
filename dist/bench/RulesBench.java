import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Run by the script beside it: {@code RulesBench rules-gen shipped.yaml}. Figures are medians. */
final class RulesBench {
  private static final int ALERTS_A_PACK = 100;
  private static final int ROUNDS = 5;

  /** The four shapes of which most alerts are, each with its tests. */
  private static final List<String> ALERTS =
      List.of(
          """
            %s:
              when: health > $worst
              for: 10m
              severity: warning
              summary: "The agent of {instance} rates its own health {value}"
              why: An agent whose probes fail doubts itself first ({$worst} is bad).
              do: ["Is the host short of CPU?", "Is UDP open both ways?"]
              tests:
                - fires: {serf_health_score: $worst + 1}
                  reads: The agent of node-a:10373 rates its own health 3
                - quiet: {serf_health_score: $worst}
          """,
          """
            %s:
              when: failed > 0 and alive > 1
              for: 2m
              keep_firing_for: 1m
              severity: critical
              summary: "{value} member(s) are failed, says {instance}"
              why: Members that stop without a word of leaving are failed.
              do: ["Which ones? `serf members -status=failed`", "Is the host up?"]
              tests:
                - fires: {'serf_members{status="failed"}': 1, 'serf_members{status="alive"}': 2}
                  reads: 1 member(s) are failed, says node-a:10373
                - quiet: {'serf_members{status="failed"}': 0, 'serf_members{status="alive"}': 2}
                - quiet: {'serf_members{status="failed"}': 1, 'serf_members{status="alive"}': 1}
                  because: one that is alone cannot tell
          """,
          """
            %s:
              when: scraped == 0 or read == 0
              for: 5m
              severity: warning
              summary: "The agent of {instance} is not watched"
              why: Prometheus cannot scrape the exporter, or the exporter cannot read its agent.
              do: ["Is the agent up?", "Is the exporter running?"]
              tests:
                - fires: {up: 0}
                  reads: The agent of node-a:10373 is not watched
                - fires: {up: 1, serf_up: 0}
                - quiet: {up: 1, serf_up: 1}
          """,
          """
            %s:
              when: flaps >= 5
              lookback: 15m
              severity: warning
              summary: "Members fail and come back all the time, says {instance}"
              why: A network that loses packets, or two members under one name.
              do: ["Who? `serf monitor` shows them."]
              tests:
                - fires: {'serf_member_transitions_total{event="failed"}': 5 per 10m}
                  reads: Members fail and come back all the time, says node-a:10373
                - quiet: {'serf_member_transitions_total{event="failed"}': 4 per 10m}
          """);

  private static final String PACK =
      """
      pack: pack%d
      catalogues: [serf]
      scrape: 15s
      labels: {owner: platform}
      identity: [job, instance]
      sample: {job: serf, instance: 'node-a:10373', status: alive, event: failed}
      params:
        worst: {default: 2, min: 1, doc: 0 is healthy.}
      signals:
        health: {expr: serf_health_score}
        failed: {expr: 'sum by (job, instance) (serf_members{status="failed"})'}
        alive: {expr: 'sum by (job, instance) (serf_members{status="alive"})'}
        scraped: {expr: 'up{job="serf"}'}
        read: {expr: serf_up}
        flaps:
          expr: sum by (job, instance) (increase(serf_member_transitions_total{event="failed"}[15m]))
      alerts:
      """;

  private final String program;
  private final Path folder;

  private RulesBench(String program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    var bench = new RulesBench(args[0], Files.createTempDirectory("rules-bench-"));
    try {
      bench.measure(Path.of(args[1]));
    } finally {
      delete(bench.folder);
    }
  }

  private void measure(Path shipped) throws Exception {
    double floor = median(List.of(program, "--version"));
    System.out.printf("rules-gen, medians of %d in seconds; --version alone %.2f%n", ROUNDS, floor);
    System.out.printf("%14s %9s %9s %9s%n", "spec", "generate", "check", "budget");
    line("shipped", shipped, "1.00");
    double few = line("1,000 alerts", spec(1_000), "");
    double many = line("10,000 alerts", spec(10_000), "5.00");
    double exponent = Math.log10((many - floor) / (few - floor));
    System.out.printf("cost grows with the number of alerts to the power of %.2f (1.10)%n", exponent);
  }

  private double line(String name, Path spec, String budget) throws Exception {
    var out = folder.resolve("out-" + spec.getFileName()).toString();
    var files = List.of("--spec", spec.toString(), "--out", out);
    double generate = median(command("generate", files));
    double check = median(command("check", files));
    System.out.printf("%14s %9.2f %9.2f %9s%n", name, generate, check, budget);
    return generate;
  }

  private List<String> command(String verb, List<String> files) {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(program, verb), files.stream())
        .toList();
  }

  private static double median(List<String> command) throws Exception {
    var seconds = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      int exit = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor();
      seconds[i] = (System.nanoTime() - begin) / 1e9;
      if (exit != 0) {
        throw new IllegalStateException(command + " exited with " + exit);
      }
    }
    Arrays.sort(seconds);
    return seconds[ROUNDS / 2];
  }

  private Path spec(int alerts) throws IOException {
    var home = Files.createDirectories(folder.resolve("spec"));
    var entry = new StringBuilder("severities: [critical, warning]\ninclude:\n");
    for (int from = 0; from < alerts; from += ALERTS_A_PACK) {
      var pack = new StringBuilder(PACK.formatted(from));
      for (int i = from; i < from + ALERTS_A_PACK; i++) {
        pack.append(ALERTS.get(i % ALERTS.size()).formatted("Alert" + i));
      }
      Files.writeString(home.resolve(from + ".yaml"), pack);
      entry.append("  - ").append(from).append(".yaml\n");
    }
    return Files.writeString(home.resolve(alerts + "-alerts.yaml"), entry);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
