package io.ringwatch.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Golden;
import io.ringwatch.core.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder under {@code dump/}: what wg wrote becomes that page. */
class DumpGoldenTest {

  static List<Case> cases() {
    return Case.all();
  }

  static Stream<Case> documentedCases() {
    return cases().stream().filter(dump -> !dump.text("documented.prom", "").isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void dumpBecomesThatPage(Case dump) {
    Golden.assertMatches(dump.folder().resolve("expected.prom"), dump.page(1 << 16));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itDoesNotMatterWhereTheDumpIsCutIntoPieces(Case dump) {
    assertThat(dump.page(7)).isEqualTo(dump.page(1 << 20));
    assertThat(dump.page(64)).isEqualTo(dump.page(1 << 20));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void pageHasNoDoublesNoSplitFamilyAndNoControlCharacter(Case dump) {
    var page = dump.page(1 << 16);

    assertThat(page).doesNotContain("\r", "\0");
    var names = new ArrayList<String>();
    var series = new HashSet<String>();
    page.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              var name = line.split("[{ ]", 2)[0];
              if (names.isEmpty() || !names.getLast().equals(name)) {
                names.add(name);
              }
              assertThat(series.add(line.substring(0, line.lastIndexOf(' ')))).as(line).isTrue();
            });
    assertThat(names).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noKeyThatIsSecretIsOnThePage(Case dump) {
    assertThat(dump.page(1 << 16)).doesNotContain("CANARY");
  }

  /** The samples and labels are those of the other exporter's documentation. */
  @ParameterizedTest
  @MethodSource("documentedCases")
  void mindflavorPageIsWhatItsDocumentationShows(Case dump) {
    assertThat(lines(dump.page(1 << 16)))
        .containsExactlyElementsOf(lines(dump.text("documented.prom", "")));
  }

  @Test
  void everyMetricOfTheCatalogueIsOnAPageAndTheOtherWayRound() {
    var shown = new TreeSet<String>();
    for (var dump : cases()) {
      dump.page(1 << 16)
          .lines()
          .filter(line -> line.startsWith("# TYPE "))
          .forEach(line -> shown.add(line.split(" ", -1)[2]));
    }
    var declared = new TreeSet<>(WireGuardMetrics.ALL.stream().map(Metric::name).toList());
    // Their pages need more than one dump: see WireGuardCollectorTest.
    declared.removeAll(
        List.of(WireGuardMetrics.NETNS_UP.name(), WireGuardMetrics.ENDPOINT_CHANGES.name()));

    assertThat(shown).isEqualTo(declared);
  }

  /** Each line with its labels sorted, since their order says nothing. */
  private static Set<String> lines(String page) {
    var lines = new TreeSet<String>();
    page.lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> lines.add(line.startsWith("#") ? line : sorted(line)));
    return lines;
  }

  private static String sorted(String line) {
    int open = line.indexOf('{');
    int close = line.lastIndexOf('}');
    var labels = new TreeSet<>(List.of(line.substring(open + 1, close).split("(?<=\"),", -1)));
    double value = Double.parseDouble(line.substring(close + 2));
    return String.format(Locale.ROOT, "%s%s %f", line.substring(0, open), labels, value);
  }
}
