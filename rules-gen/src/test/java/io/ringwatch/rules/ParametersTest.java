package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each parameter of each shipped pack has other values in somebody's spec: its tests hold then. */
class ParametersTest {
  private static final List<BigDecimal> FACTORS =
      List.of(new BigDecimal("0.53"), new BigDecimal("1.57"));

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> testsHoldForOtherValuesOfEachParameter() {
    return SpecFile.shippedPacks().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> testsHold(name)));
  }

  private void testsHold(String name) throws Exception {
    var promtool = Places.promtool();
    var shipped = SpecFile.shipped(name, Pack.class).orElseThrow();
    var before = AdaptedPacksTest.NEEDS.getOrDefault(name, "");
    var include = "include: [" + before + "{pack: " + name + ", params: {%s: %s}}]\n";
    List<Path> tests = new ArrayList<>();
    for (var param : shipped.params().entrySet()) {
      var standard = param.getValue().standard().written();
      var usual = suite(include.formatted(param.getKey(), standard));
      for (var value : others(param.getValue())) {
        var changed = suite(include.formatted(param.getKey(), value));
        var written = write(changed, usual, folder.resolve(param.getKey() + "=" + value));
        assertThat(written).as("what " + param.getKey() + " changes").isNotEmpty();
        tests.addAll(written);
      }
    }
    var verdict = promtool.testRules(tests);
    var faults = verdict.text().replaceAll("Unit Testing: .*\n  SUCCESS\n\n", "");
    assertThat(verdict.exit()).as(faults).isZero();
  }

  /** Other values within the parameter's bounds: whole ones where the usual is. */
  private static Set<String> others(Pack.Param param) {
    var usual = param.standard();
    Set<String> others = new LinkedHashSet<>();
    for (var factor : FACTORS) {
      var value = usual.value().multiply(factor);
      if (usual.value().stripTrailingZeros().scale() <= 0) {
        value = value.setScale(0, RoundingMode.HALF_UP);
      }
      value = param.min().map(Quantity::value).orElse(value).max(value);
      value = param.max().map(Quantity::value).orElse(value).min(value);
      others.add(written(value, usual.isDuration()));
    }
    others.remove(written(usual.value(), usual.isDuration()));
    assertThat(others).isNotEmpty();
    return others;
  }

  private static String written(BigDecimal value, boolean duration) {
    return duration ? value.movePointRight(3).toBigInteger() + "ms" : Quantity.plain(value);
  }

  /** Only what the value changes is written; its tests are what comes back. */
  private static List<Path> write(Suite changed, Suite usual, Path to) throws IOException {
    Files.createDirectories(to.resolve("alerts/tests"));
    Map<String, RulePack> before = new HashMap<>();
    usual.packs().forEach(pack -> before.put(pack.name(), pack));
    List<Path> tests = new ArrayList<>();
    for (var pack : changed.packs()) {
      var usually = Objects.requireNonNull(before.get(pack.name()));
      var part = part(pack, usually).alone(changed.packs());
      if (!part.rules().isEmpty() || !pack.records().equals(usually.records())) {
        Files.writeString(
            to.resolve("alerts/" + pack.name() + ".rules.yml"), RulesFile.render(part));
        for (var file : PromtoolTests.files(part).entrySet()) {
          tests.add(Files.writeString(to.resolve(file.getKey()), file.getValue()));
        }
      }
    }
    return tests;
  }

  /** The pack, of whose rules only those are left that are not as usual. */
  private static RulePack part(RulePack pack, RulePack usual) {
    var rules = pack.rules().stream().filter(rule -> !usual.rules().contains(rule)).toList();
    return pack.records().equals(usual.records())
        ? pack.with(rules)
        : new RulePack(
            pack.name(),
            pack.file(),
            pack.scrape(),
            pack.interval(),
            pack.uses(),
            pack.signals(),
            pack.records(),
            rules);
  }

  private Suite suite(String include) throws IOException, ConfigException {
    var spec = "severities: [critical, high, warning, info]\n" + include;
    return Compilation.of(Spec.read(Files.writeString(folder.resolve("entry.yaml"), spec)));
  }
}
