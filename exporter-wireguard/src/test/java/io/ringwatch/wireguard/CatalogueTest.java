package io.ringwatch.wireguard;

import io.ringwatch.core.Catalogue;
import io.ringwatch.core.Golden;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  /** The generator checks every rule and panel against it. */
  @Test
  void catalogueListsEveryMetric() {
    var catalogue = new Catalogue("wireguard_exporter", "wireguard", WireGuardMetrics.ALL);

    Golden.assertMatches(
        Golden.root()
            .resolve("rules-gen/src/main/resources/io/ringwatch/rules/catalogue/wireguard.yaml"),
        catalogue.toYaml());
  }
}
