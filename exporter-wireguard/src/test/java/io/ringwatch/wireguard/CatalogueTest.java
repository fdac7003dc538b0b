package io.ringwatch.wireguard;

import io.ringwatch.core.Golden;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  /** The generator checks every rule and panel against it. */
  @Test
  void catalogueListsEveryMetric() {
    Golden.assertMatches(
        Golden.root()
            .resolve("rules-gen/src/main/resources/io/ringwatch/rules/catalogue/wireguard.yaml"),
        WireguardExporter.ABOUT.catalogue().toYaml());
  }
}
