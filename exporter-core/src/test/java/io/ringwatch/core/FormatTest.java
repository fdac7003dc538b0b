package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.MetricFamily;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {

  private static final Metric GAUGE = Metric.gauge("g", "Back\\slash \"quoted\".", "name");
  private static final Metric COUNTER = Metric.counter("c_total", "Zähler.", "name");
  private static final Metric INFO = Metric.info("i_info", "What it is.", "colour");
  private static final Metric STATE = Metric.stateSet("s", "States.", "state");
  private static final List<Family> FAMILIES = families();
  private static final MetricSnapshots NONE = new MetricSnapshots();

  private static List<Family> families() {
    var samples = new Samples(100);
    var values =
        List.of(
            0.0,
            -0.0,
            1.0,
            -1.0,
            9.0,
            10.0,
            99.0,
            100.0,
            -123456.0,
            0x1p53 - 1,
            1 - 0x1p53,
            0x1p53,
            -0x1p53,
            0x1p63,
            0x1p64,
            1.8446744073709552E19,
            1e15,
            1e16,
            1e22,
            1e300,
            0.1,
            -2.5e-9,
            1.763e9 + 0.125,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);
    for (int i = 0; i < values.size(); i++) {
      samples.add(GAUGE, values.get(i), "v%02d \"\n\\ 🦀".formatted(i));
    }
    samples.add(COUNTER, 12, "x");
    samples.add(INFO, 1, "red");
    samples.addStates(STATE, List.of("on", "off"), "on");
    return samples.settled();
  }

  @Test
  void textIsExact() throws IOException {
    assertThat(write("text/plain", small()))
        .isEqualTo(
            """
            # HELP c_total Zähler.
            # TYPE c_total counter
            c_total{name="x"} 12
            # HELP g Back\\\\slash "quoted".
            # TYPE g gauge
            g{name="big"} 9.007199254740992E15
            g{name="inf"} +Inf
            g{name="minus"} -1234567
            g{name="minusinf"} -Inf
            g{name="nan"} NaN
            g{name="part"} 0.25
            # HELP i_info What it is.
            # TYPE i_info gauge
            i_info{colour="red"} 1
            """);
  }

  @Test
  void openMetricsKeepsSuffixesOutOfMetadataAndEnds() throws IOException {
    assertThat(write("application/openmetrics-text", small()))
        .startsWith("# HELP c Zähler.\n# TYPE c counter\nc_total{name=\"x\"} 12\n")
        .contains("# HELP g Back\\\\slash \\\"quoted\\\".\n# TYPE g gauge\n")
        .endsWith("# HELP i What it is.\n# TYPE i info\ni_info{colour=\"red\"} 1\n# EOF\n")
        .containsOnlyOnce("# EOF");
  }

  private static List<Family> small() {
    var samples = new Samples(100);
    samples.add(COUNTER, 12, "x");
    samples.add(INFO, 1, "red");
    samples.add(GAUGE, 0.25, "part");
    samples.add(GAUGE, -1234567, "minus");
    samples.add(GAUGE, 0x1p53, "big");
    samples.add(GAUGE, Double.NaN, "nan");
    samples.add(GAUGE, Double.POSITIVE_INFINITY, "inf");
    samples.add(GAUGE, Double.NEGATIVE_INFINITY, "minusinf");
    return samples.settled();
  }

  @Test
  void textEqualsTheClientsOwn() throws IOException {
    var client = PrometheusTextFormatWriter.create();
    assertThat(sameNumbers(write("text/plain", FAMILIES))).isEqualTo(sameNumbers(by(client)));
  }

  @Test
  void openMetricsEqualsTheClientsOwn() throws IOException {
    var client = OpenMetricsTextFormatWriter.create();
    assertThat(sameNumbers(write("application/openmetrics-text", FAMILIES)))
        .isEqualTo(helpFirst(sameNumbers(by(client))));
  }

  private static String helpFirst(String page) {
    return page.replaceAll("(# TYPE .*\n)(# HELP .*\n)", "$2$1");
  }

  private static String by(ExpositionFormatWriter client) throws IOException {
    var out = new ByteArrayOutputStream();
    client.write(out, Snapshots.of(FAMILIES, NONE));
    return out.toString(UTF_8);
  }

  /** The client writes {@code 1.0} where we write {@code 1}: numbers are compared as numbers. */
  private static String sameNumbers(String page) {
    return Pattern.compile("(?<=} )-?[0-9.E-]+$", Pattern.MULTILINE)
        .matcher(page)
        .replaceAll(number -> Double.toString(Double.parseDouble(number.group()) + 0.0));
  }

  @Test
  void protobufHoldsTheSameFamilies() throws IOException {
    var accept =
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";
    var out = new ByteArrayOutputStream();
    Format.negotiate(List.of(accept)).write(FAMILIES, NONE, out);
    var in = new ByteArrayInputStream(out.toByteArray());
    var parsed = new ArrayList<MetricFamily>();
    for (var next = MetricFamily.parseDelimitedFrom(in);
        next != null;
        next = MetricFamily.parseDelimitedFrom(in)) {
      parsed.add(next);
    }
    assertThat(parsed).extracting(f -> f.getName()).containsExactly("c_total", "g", "i_info", "s");
    for (int i = 0; i < parsed.size(); i++) {
      assertSame(parsed.get(i), FAMILIES.get(i));
    }
  }

  private static void assertSame(MetricFamily parsed, Family family) {
    assertThat(parsed.getHelp()).isEqualTo(family.metric().help());
    assertThat(parsed.getMetricCount()).isEqualTo(family.samples().size());
    for (int i = 0; i < family.samples().size(); i++) {
      var metric = parsed.getMetric(i);
      var sample = family.samples().get(i);
      assertThat(metric.getLabel(0).getValue()).isEqualTo(sample.labels().value(0));
      assertThat(
              metric.hasCounter() ? metric.getCounter().getValue() : metric.getGauge().getValue())
          .isEqualTo(Double.valueOf(sample.value()));
      assertThat(metric.hasTimestampMs()).isFalse();
    }
  }

  /** What the client accepts, and the Content-Type it gets. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                 | text/plain; version=0.0.4; charset=utf-8
          */*                                                | text/plain; version=0.0.4; charset=utf-8
          text/html,application/xhtml+xml;q=0.9,*/*;q=0.8    | text/plain; version=0.0.4; charset=utf-8
          text/plain                                         | text/plain; version=0.0.4; charset=utf-8
          text/plain;version=1.0.0                           | text/plain; version=1.0.0; charset=utf-8
          text/plain;version=2.0.0                           | text/plain; version=0.0.4; charset=utf-8
          text/plain;version=1.0.0;escaping=allow-utf-8      | text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8
          text/plain; version = "1.0.0" ; escaping = dots    | text/plain; version=1.0.0; charset=utf-8; escaping=dots
          text/plain;version=1.0.0;escaping=nonsense         | text/plain; version=1.0.0; charset=utf-8
          application/openmetrics-text                       | application/openmetrics-text; version=1.0.0; charset=utf-8
          application/openmetrics-text;version=0.0.1         | application/openmetrics-text; version=0.0.1; charset=utf-8
          application/openmetrics-text;version=2.0.0         | text/plain; version=0.0.4; charset=utf-8
          APPLICATION/OpenMetrics-Text;Version=1.0.0;Q=0.1   | application/openmetrics-text; version=1.0.0; charset=utf-8
          application/openmetrics-text;q=0,text/plain        | text/plain; version=0.0.4; charset=utf-8
          application/openmetrics-text;q=0.000               | text/plain; version=0.0.4; charset=utf-8
          application/openmetrics-text;q=much                | text/plain; version=0.0.4; charset=utf-8
          application/openmetrics-text;q=NaN                 | text/plain; version=0.0.4; charset=utf-8
          text/plain;q=0.3,application/openmetrics-text;q=.4 | application/openmetrics-text; version=1.0.0; charset=utf-8
          application/vnd.google.protobuf                    | text/plain; version=0.0.4; charset=utf-8
          application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text | text/plain; version=0.0.4; charset=utf-8
          application/vnd.google.protobuf;proto=other;encoding=delimited | text/plain; version=0.0.4; charset=utf-8
          """)
  void clientGetsTheBestItTakes(String accept, String contentType) {
    assertThat(Format.negotiate(List.of(accept)).contentType()).isEqualTo(contentType);
  }

  /** The headers as these servers send them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Prometheus 2.42
          application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | application/openmetrics-text; version=1.0.0; charset=utf-8
          # Prometheus 2.42 with native histograms
          application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited
          # Prometheus 3
          application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2 | application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8
          # Prometheus 3, protobuf first
          application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;escaping=allow-utf-8;q=0.7,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.2 | application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited; escaping=allow-utf-8
          # VictoriaMetrics' vmagent
          text/plain;version=0.0.4;q=1,*/*;q=0.1 | text/plain; version=0.0.4; charset=utf-8
          """)
  void realServersGetWhatTheyPrefer(String accept, String contentType) {
    assertThat(Format.negotiate(List.of(accept)).contentType()).isEqualTo(contentType);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", ";;;", "=", "q=1", ";q=", "text/plain;=;version", "\0", ",,/,"})
  void garbageGetsText(String accept) {
    assertThat(Format.negotiate(List.of(accept))).isEqualTo(Format.FALLBACK);
  }

  @Test
  void severalHeadersAreOneList() {
    var headers = List.of("text/plain;q=0.2", "application/openmetrics-text;q=0.3");
    assertThat(Format.negotiate(headers).kind()).isEqualTo(Format.Kind.OPENMETRICS);
    assertThat(Format.negotiate(List.of())).isEqualTo(Format.FALLBACK);
  }

  private static String write(String accept, List<Family> families) throws IOException {
    var out = new ByteArrayOutputStream();
    Format.negotiate(List.of(accept)).write(families, NONE, out);
    return out.toString(UTF_8);
  }
}
