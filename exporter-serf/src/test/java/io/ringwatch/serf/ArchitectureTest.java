package io.ringwatch.serf;

import io.ringwatch.core.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void rulesOfTheHouseHold() {
    HouseRules.hold();
  }
}
