package io.ringwatch.rules.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.rules.promql.Metrics.Metric;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of expressions from what is known of their metrics. */
class AnalysisTest {
  private static final Map<String, Metric> KNOWN =
      Map.of(
          "up", metric(Metrics.Type.GAUGE, "none", "job", "instance"),
          "peer_info", metric(Metrics.Type.INFO, "none", "job", "peer", "name"),
          "peer_state", metric(Metrics.Type.STATESET, "none", "job", "peer", "state"),
          "received_total", metric(Metrics.Type.COUNTER, "bytes", "job", "peer"),
          "busy_seconds_total", metric(Metrics.Type.COUNTER, "seconds", "job"),
          "seen_seconds", metric(Metrics.Type.GAUGE, "timestamp", "job", "peer"),
          "used_ratio", metric(Metrics.Type.GAUGE, "ratio", "job", "disk"),
          "size_bytes", metric(Metrics.Type.GAUGE, "bytes", "job", "disk"),
          "took_seconds_bucket", metric(Metrics.Type.HISTOGRAM, "seconds", "job", "le"));

  private static Metric metric(Metrics.Type type, String unit, String... labels) {
    return new Metric(type, unit, Set.of(labels));
  }

  private static Optional<Metric> known(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  private static Expr parsed(String text) throws PromqlException {
    return Promql.parse(text, Dialect.PROMETHEUS_3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      nullValues = "-",
      value = {
        "up => __name__ instance job",
        "unknown => …",
        "up > 1 => __name__ instance job",
        "up > bool 1 => instance job",
        "-up => instance job",
        "+up => __name__ instance job",
        "up + 1 => instance job",
        "1 - up => instance job",
        "1 < up => __name__ instance job",
        "time() => ''",
        "vector(1) => ''",
        "scalar(up) => ''",
        "rate(received_total[5m]) => job peer",
        "last_over_time(up[5m]) => __name__ instance job",
        "max_over_time(rate(received_total[5m])[1h:]) => job peer",
        "sum(received_total) => ''",
        "sum by (peer) (received_total) => peer",
        "sum without (peer) (received_total) => job",
        "sum by (peer) (unknown) => peer",
        "topk(3, received_total) => __name__ job peer",
        "count_values('v', up) => v",
        "count_values by (job) ('v', up) => job v",
        "absent(up{job='a',instance=~'b'}) => job",
        "absent(up{job='a',job='b'}) => ''",
        "absent(sum(up)) => ''",
        "absent_over_time(up{job='a'}[1h]) => job",
        "label_replace(up, 'host', '$1', 'instance', '(.*):.*') => __name__ host instance job",
        "label_join(up, 'all', '-', 'job', 'instance') => __name__ all instance job",
        "histogram_quantile(0.9, took_seconds_bucket) => job",
        "received_total * on (peer) group_left (name) peer_info => job name peer",
        "peer_info * on (peer) group_right (name) received_total => job name peer",
        "received_total + on (peer) seen_seconds => peer",
        "received_total > on (peer) seen_seconds => peer",
        "received_total / ignoring (peer) busy_seconds_total => job",
        "received_total and on (peer) up => __name__ job peer",
        "received_total unless peer_state => __name__ job peer",
        "up or peer_info => __name__ instance job name peer",
      })
  void labelsFlow(String text, String labels) throws PromqlException {
    var flow = LabelFlow.of(parsed(text), AnalysisTest::known).labels();
    var names = String.join(" ", new TreeSet<>(flow.known()));
    assertThat(flow.open() ? (names + " …").strip() : names).isEqualTo(labels);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "up{peer='a'} => peer",
        "unknown{peer='a'} => ''",
        "sum by (peer) (up) => peer",
        "sum by (job, host) (sum without (job) (up)) => job host",
        "sum without (host) (up) => host",
        "sum by (peer) (sum without (peer) (unknown)) => peer",
        "sum by (host) (sum without (peer) (unknown)) => ''",
        "received_total * on (peer) group_left (state) peer_info => state",
        "received_total * on (host) up => host host",
        "received_total * on (peer) up => peer",
        "received_total * ignoring (peer) up => ''",
        "received_total * ignoring (host) up => host",
        "label_replace(up, 'a', '$1', 'host', '.*') => host",
        "label_replace(up, 'a', 'b', '', '') => ''",
        "label_join(up, 'a', '-', 'job', 'host') => host",
        "sum by (a) (label_replace(up, 'a', '$1', 'job', '(.*)')) => ''",
        "sum by (__name__) (rate(received_total[5m])) => __name__",
      })
  void missingLabelsAreNamed(String text, String labels) throws PromqlException {
    var flow = LabelFlow.of(parsed(text), AnalysisTest::known);
    var missing = flow.missing().stream().map(LabelFlow.Missing::label);
    assertThat(missing.collect(Collectors.joining(" "))).isEqualTo(labels);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "up == 0 => -",
        "up == 2 => NEVER '==' never holds: the left side is between 0 and 1",
        "up < 2 => ALWAYS '<' always holds: the left side is between 0 and 1",
        "peer_info == 0 => NEVER '==' never holds: the left side is always 1",
        "peer_info != 1 => NEVER '!=' never holds: the left side is always 1",
        "peer_info == 1 => ALWAYS '==' always holds: the left side is always 1",
        "peer_state > 1 => NEVER '>' never holds: the left side is between 0 and 1",
        "used_ratio > 90 => NEVER '>' never holds: the left side is between 0 and 1",
        "used_ratio > 0.9 => -",
        "used_ratio * 100 > 90 => -",
        "used_ratio * 100 > 101 => NEVER '>' never holds: the left side is between 0 and 100",
        "1 - used_ratio < 0 => NEVER '<' never holds: the left side is between 0 and 1",
        "unknown > 5 < 3 => NEVER '<' never holds: the left side is above 5",
        "unknown > 5 < 7 => -",
        "unknown > 0.9 < 0.5 => NEVER '<' never holds: the left side is above 0.9",
        "unknown > 5 < 7 > 9 => NEVER '>' never holds: the left side is above 5 and below 7",
        "unknown > 3 > 2 => ALWAYS '>' always holds: the left side is above 3",
        "unknown > 5 and unknown < 3 => NEVER 'and' never holds: no number passes both conditions",
        "unknown > 5 and (unknown) < 7 => -",
        "unknown > 5 or unknown < 3 => -",
        "rate(received_total[5m]) < 0 => NEVER '<' never holds: the left side is at least 0",
        "count(up) == 0 => NEVER '==' never holds: the left side is at least 1",
        "count(unknown == 1) < 2 => VANISHES without a series left there is no 0 to compare: sum a comparison with 'bool'",
        "sum(unknown == bool 1) < 2 => -",
        "absent(up) == 1 => ALWAYS '==' always holds: the left side is always 1",
        "5 < peer_state => NEVER '<' never holds: the left side is between 0 and 1",
        "rate(seen_seconds[5m]) > 0 => NOT_A_COUNTER rate: seen_seconds is no counter",
        "delta(received_total[5m]) > 0 => NOT_A_GAUGE delta: received_total is a counter: take rate or increase",
        "rate(unknown[5m]) > 1 => -",
        "time() - seen_seconds > 300 => -",
      })
  void likelyMistakesAreHinted(String text, String hint) throws PromqlException {
    var hints = Hints.of(parsed(text), AnalysisTest::known);
    var found = hints.stream().map(h -> h.kind() + " " + h.message()).toList();
    assertThat(found.isEmpty() ? "-" : String.join("; ", found)).isEqualTo(hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "time() - seen_seconds => seconds",
        "seen_seconds - 5 => timestamp",
        "seen_seconds - busy_seconds_total => timestamp",
        "time() - seen_seconds > 300 => seconds",
        "300 < time() - seen_seconds => seconds",
        "rate(busy_seconds_total[5m]) => ratio",
        "rate(received_total[5m]) => -",
        "increase(received_total[5m]) => bytes",
        "sum by (job) (size_bytes) => bytes",
        "size_bytes / size_bytes => ratio",
        "size_bytes * used_ratio => bytes",
        "2 * size_bytes => bytes",
        "size_bytes / 1024 => bytes",
        "size_bytes + seen_seconds => -",
        "count(up) => none",
        "up == bool 1 => none",
        "max_over_time(size_bytes[1h]) => bytes",
        "size_bytes or size_bytes => bytes",
        "size_bytes or up => -",
        "unknown => -",
      })
  void unitsFollow(String text, String unit) throws PromqlException {
    assertThat(Units.of(parsed(text), AnalysisTest::known).orElse("-")).isEqualTo(unit);
  }
}
