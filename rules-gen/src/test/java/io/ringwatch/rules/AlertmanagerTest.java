package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is generated for Alertmanager, judged by amtool and a real Alertmanager. */
class AlertmanagerTest {
  private static final List<Path> SPECS =
      List.of(
          Path.of("src/test/resources/golden/operations/spec/entry.yaml"),
          Places.root().resolve("rules-gen/spec/ringwatch.yaml"));

  @TempDir Path folder;

  @Test
  void amtoolFindsNoFault() throws Exception {
    var amtool = RealProgram.find("amtool");
    for (var spec : SPECS) {
      var verdict = amtool.run("check-config", file(spec).toString());
      assertThat(verdict.exit()).as(verdict.text()).isZero();
    }
  }

  /** Of all alerts with the same severity and owner, and the watchdog, one. */
  @TestFactory
  Stream<DynamicTest> everyAlertGoesWhereItsSeverityAndOwnerSay() throws Exception {
    var tests = Stream.<DynamicTest>empty();
    for (var spec : SPECS) {
      var suite = Compilation.of(Spec.read(spec));
      var file = file(spec);
      tests =
          Stream.concat(
              tests,
              routed(suite)
                  .map(
                      rule ->
                          DynamicTest.dynamicTest(rule.name(), () -> isRouted(file, suite, rule))));
    }
    return tests;
  }

  private static Stream<RulePack.Rule> routed(Suite suite) {
    Map<List<String>, RulePack.Rule> kinds = new LinkedHashMap<>();
    for (var pack : suite.packs()) {
      for (var rule : pack.rules()) {
        var owner = rule.labels().getOrDefault("owner", "");
        var severity = rule.labels().getOrDefault("severity", "");
        kinds.putIfAbsent(List.of(severity, owner, receiver(suite, rule)), rule);
      }
    }
    return kinds.values().stream();
  }

  private static void isRouted(Path file, Suite suite, RulePack.Rule rule) throws Exception {
    var amtool = RealProgram.find("amtool");
    var arguments = Stream.<String>builder();
    Stream.of("config", "routes", "test", "--config.file=" + file).forEach(arguments);
    arguments.add("--verify.receivers=" + receiver(suite, rule));
    arguments.add("alertname=" + rule.name());
    rule.labels().forEach((label, value) -> arguments.add(label + "=" + value));
    var verdict = amtool.run(arguments.build().toArray(String[]::new));
    assertThat(verdict.exit()).as(verdict.text()).isZero();
  }

  /** As the spec says it, in words of its own. */
  private static String receiver(Suite suite, RulePack.Rule rule) {
    var config = suite.spec().entry().alertmanager().orElseThrow();
    var watchdog = config.watchdog().filter(w -> w.alert().value().equals(rule.name()));
    if (watchdog.isPresent()) {
      return watchdog.get().receiver().value();
    }
    var route = config.severities().get(rule.labels().get("severity"));
    if (route == null) {
      return config.receiver().value();
    }
    return route
        .owners()
        .getOrDefault(rule.labels().getOrDefault("owner", ""), route.receiver())
        .value();
  }

  @Test
  void whatNoSeverityRoutesGoesToTheDefaultReceiver() throws Exception {
    var amtool = RealProgram.find("amtool");
    var config = "--config.file=" + file(SPECS.getFirst());
    var test = List.of("config", "routes", "test", config, "--verify.receivers=tickets");
    var verdict = amtool.run(Stream.concat(test.stream(), Stream.of("a=b")).toArray(String[]::new));
    assertThat(verdict.exit()).as(verdict.text()).isZero();
  }

  @Test
  void aRealAlertmanagerSilencesWhatTheSpecSaysAndNothingElse() throws Exception {
    var program = RealProgram.find("prometheus-alertmanager");
    var here = new String[] {"job", "ring", "instance", "a", "status", "failed"};
    var source = alert("RingMembersFailed", "critical", here);
    var silenced = alert("DiskFull", "warning", "instance", "a");
    var elsewhere = alert("DiskFull", "warning", "instance", "b");
    var same = alert("RingStatusKept", "warning", here);
    var other =
        alert("RingStatusKept", "warning", "job", "ring", "instance", "a", "status", "left");
    try (var server = AlertmanagerServer.start(program.path(), withoutAuthority(), folder)) {
      server.post(List.of(source, silenced, elsewhere, same, other));
      assertThat(server.becomesInhibited(silenced)).isTrue();
      assertThat(server.inhibited(same)).isTrue();
      assertThat(server.inhibited(source)).isFalse();
      assertThat(server.inhibited(elsewhere)).isFalse();
      assertThat(server.inhibited(other)).isFalse();
    }
  }

  @Test
  void severitiesSilenceLesserOnesWithTheSameLabels() throws Exception {
    var program = RealProgram.find("prometheus-alertmanager");
    var labels = new String[] {"job", "ring", "instance", "a", "status", "failed"};
    var worse = alert("X", "critical", labels);
    var lesser = alert("Y", "warning", labels);
    var without = alert("Y", "warning", "job", "ring", "instance", "a");
    var other = alert("Y", "warning", "job", "ring", "instance", "a", "status", "left");
    try (var server = AlertmanagerServer.start(program.path(), withoutAuthority(), folder)) {
      server.post(List.of(worse, lesser, without, other));
      assertThat(server.becomesInhibited(lesser)).isTrue();
      assertThat(server.inhibited(worse)).isFalse();
      assertThat(server.inhibited(without)).isFalse();
      assertThat(server.inhibited(other)).isFalse();
    }
  }

  private static Map<String, String> alert(String name, String severity, String... labels) {
    var all = new TreeMap<>(Map.of("alertname", name, "severity", severity));
    for (int i = 0; i < labels.length; i += 2) {
      all.put(labels[i], labels[i + 1]);
    }
    return all;
  }

  /** Alertmanager reads the certificates of authorities at the start. */
  private Path withoutAuthority() throws ConfigException, IOException {
    var file = file(SPECS.getFirst());
    var authority = " +tls_config:\n +ca_file: .*\n";
    return Files.writeString(file, Files.readString(file).replaceFirst(authority, ""));
  }

  private Path file(Path spec) throws ConfigException, IOException {
    var suite = Compilation.of(Spec.read(spec));
    var text = Objects.requireNonNull(AlertmanagerFile.files(suite).get("alerts/alertmanager.yml"));
    return Files.writeString(folder.resolve("alertmanager of " + spec.getFileName()), text);
  }
}
