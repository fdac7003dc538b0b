package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the command line takes and how it refuses the rest; standard error is this test's alone. */
@Isolated
@Timeout(60)
class FlagsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --nope                               | 2 | fake_exporter: Unknown option: '--nope' (see --help)
          stray                                | 2 | fake_exporter: Unmatched argument at index 0: 'stray' (see --help)
          @/etc/passwd                         | 2 | fake_exporter: Unmatched argument at index 0: '@/etc/passwd' (see --help)
          '--a\\nb'                            | 2 | fake_exporter: Unknown option: '--a?b' (see --help)
          --config.file                        | 2 | fake_exporter: Missing required parameter for option '--config.file' (FILE) (see --help)
          --log.level=loud                     | 2 | fake_exporter: Invalid value for option '--log.level': 'loud' is none of [debug, info, warn, error] (see --help)
          --log.format=xml                     | 2 | fake_exporter: Invalid value for option '--log.format': 'xml' is none of [logfmt, json] (see --help)
          --web.listen-address=9999            | 2 | fake_exporter: Invalid value for option '--web.listen-address' (ADDRESS): '9999' is not an address (try :9586, 127.0.0.1:9586 or [::1]:9586) (see --help)
          --web.listen-address=:70000          | 2 | fake_exporter: Invalid value for option '--web.listen-address' (ADDRESS): ':70000' is not an address (try :9586, 127.0.0.1:9586 or [::1]:9586) (see --help)
          --web.listen-address=no.invalid:0    | 1 | fake_exporter: cannot listen on no.invalid:0: no such host
          --web.listen-address=192.0.2.1:0     | 1 | fake_exporter: cannot listen on 192.0.2.1:0: Cannot assign requested address
          --web.max-requests=x                 | 2 | fake_exporter: Invalid value for option '--web.max-requests': 'x' is not an int (see --help)
          --web.max-requests=-1                | 2 | fake_exporter: --web.max-requests is at least 0, which is no limit (see --help)
          --scrape.timeout=5 min               | 2 | fake_exporter: Invalid value for option '--scrape.timeout': '5 min' is not a duration (try 5m or 90s) (see --help)
          --scrape.timeout=0s                  | 2 | fake_exporter: --scrape.timeout is more than 0 (see --help)
          --scrape.max-series=0                | 2 | fake_exporter: --scrape.max-series is at least 1 (see --help)
          --timeout-offset=NaN                 | 2 | fake_exporter: --timeout-offset is at least 0 (see --help)
          --timeout-offset=-1                  | 2 | fake_exporter: --timeout-offset is at least 0 (see --help)
          --web.telemetry-path=metrics         | 2 | fake_exporter: --web.telemetry-path is a path such as /metrics (see --help)
          --web.telemetry-path=/m?x            | 2 | fake_exporter: --web.telemetry-path is a path such as /metrics (see --help)
          --config.file=no-such.yaml           | 1 | no-such.yaml: no such file
          --web.config.file=no-such.yml        | 1 | no-such.yml: no such file
          """)
  void mistakeIsOneClearLine(String argument, int exitCode, String message) {
    assertThat(mistake(argument.translateEscapes())).isEqualTo(exitCode + " " + message + "\n");
  }

  @Test
  void busyPortIsNamed() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var busy = "127.0.0.1:" + other.getLocalPort();
      assertThat(mistake("--web.listen-address=127.0.0.1:0", "--web.listen-address=" + busy))
          .isEqualTo("1 fake_exporter: cannot listen on " + busy + ": Address already in use\n");
    }
  }

  @Test
  void problemOfTheProgramItselfIsTold() {
    var program = new FakeProgram();
    program.problem = Optional.of("fake.yaml:1:1: two\nfake.yaml:2:1: problems");
    assertThat(mistake(program)).isEqualTo("1 fake.yaml:1:1: two\nfake.yaml:2:1: problems\n");
  }

  private static String mistake(String... args) {
    return mistake(new FakeProgram(), args);
  }

  private static String mistake(FakeProgram program, String... args) {
    var told = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(told, true, UTF_8));
    try {
      int exitCode = Shell.main(program, args);
      return exitCode + " " + told.toString(UTF_8);
    } finally {
      System.setErr(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    ":9586, '', 9586",
    "127.0.0.1:0, 127.0.0.1, 0",
    "node-1.example:65535, node-1.example, 65535",
    "[::1]:80, ::1, 80",
    "[fe80::1%eth0]:80, fe80::1%eth0, 80",
  })
  void listenAddressIsHostAndPort(String text, String host, int port) {
    var address = ListenAddress.parse(text);
    assertThat(address.host().orElse("")).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
    assertThat(address).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"''", "9586", "x", "::1:80", "[::1]", "http://x:1", ":", ":x", ":-1", ":123456"})
  void otherTextIsNoListenAddress(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .hasMessage("'" + text + "' is not an address (try :9586, 127.0.0.1:9586 or [::1]:9586)");
  }

  @Test
  void manyAddressesAreServed() throws Exception {
    var addresses = new ArrayList<>(Collections.nCopies(12, ListenAddress.parse("127.0.0.1:0")));
    addresses.add(ListenAddress.parse("localhost:0"));
    var program = new FakeProgram();
    Shell.commandLine(program).parseArgs();
    var security = WebSecurity.open(Optional.empty());
    try (var server = WebServer.start(Exporter.open(program, security), security, addresses)) {
      assertThat(server.addresses()).hasSize(13).doesNotHaveDuplicates();
      for (var address : server.addresses()) {
        try (var wire = Wire.to(address.port())) {
          wire.send("GET /-/ready HTTP/1.1\r\nHost: x\r\n\r\n");
          assertThat(wire.readResponse()).endsWith("ready\n");
        }
      }
    }
  }

  @Test
  void logLinesAreOneLineAndReadBack() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("bare", "a-b:c/d");
    fields.put("empty", "");
    fields.put("odd", "a=b \"c\" \\ \n\r\t\0\u0085\u2028 ü 🦀");
    assertThat(Logs.Format.LOGFMT.line(fields))
        .isEqualTo(
            "bare=a-b:c/d empty=\"\" odd=\"a=b \\\"c\\\" \\\\ \\n\\u000d\\t\\u0000\\u0085\\u2028 ü"
                + " 🦀\"");
    var json = Logs.Format.JSON.line(fields);
    assertThat(json.lines()).hasSize(1);
    assertThat(new Load(LoadSettings.builder().build()).loadFromString(json))
        .isEqualTo(Map.copyOf(fields));
    assertThat(List.of(Logs.Level.values())).hasToString("[debug, info, warn, error]");
  }
}
