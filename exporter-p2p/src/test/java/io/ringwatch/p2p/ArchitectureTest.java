package io.ringwatch.p2p;

import io.ringwatch.core.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void rulesOfTheHouseHold() {
    HouseRules.hold();
  }
}
