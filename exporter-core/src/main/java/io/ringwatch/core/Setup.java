package io.ringwatch.core;

import java.util.Map;
import java.util.Optional;

/**
 * What an exporter's configuration came to.
 *
 * @param collector what {@code /metrics} collects
 * @param pages further pages by exact path, such as {@code /sd}
 * @param prober what {@code /probe} collects, if the exporter has it
 */
public record Setup(Collector collector, Map<String, Page> pages, Optional<Prober> prober) {

  public Setup {
    pages = Map.copyOf(pages);
  }

  public static Setup of(Collector collector) {
    return new Setup(collector, Map.of(), Optional.empty());
  }
}
