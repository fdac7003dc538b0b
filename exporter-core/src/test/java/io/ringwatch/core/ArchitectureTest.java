package io.ringwatch.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void rulesOfTheHouseHold() {
    assertThat(HouseRules.OURS).hasSizeGreaterThan(40);
    HouseRules.hold();
  }

  /** What a scrape is does not know how it is asked for. */
  @Test
  void jettyStaysInTheWeb() {
    noClasses()
        .that()
        .haveNameNotMatching(
            ".*\\.(Web(Server|Security)|SecuredHandler|Exchange|MetricsPage|Router|SlowClients)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(HouseRules.OURS);
  }

  @Test
  void functionalCoreDoesNoInputAndReadsNoClock() {
    noClasses()
        .that()
        .haveNameMatching(
            ".*\\.(Metric|Unit|LabelSet|Samples|Family|TextWriter|Preference|Format|Snapshots"
                + "|Contract|Catalogue|About|Query)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "java.time..")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(HouseRules.OURS);
  }
}
