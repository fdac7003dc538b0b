package io.ringwatch.core;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an exporter is.
 *
 * @param name the program's name, such as {@code wireguard_exporter}
 * @param namespace what its metrics' names begin with, such as {@code wireguard}
 * @param title a few words for people
 * @param port where it listens unless told otherwise
 * @param metrics its own metrics, without those that every exporter has
 */
public record About(String name, String namespace, String title, int port, List<Metric> metrics) {

  public About {
    metrics = List.copyOf(metrics);
  }

  /** All that the exporter can emit: its own metrics and those of the scrape contract. */
  public Catalogue catalogue() {
    var all = Stream.concat(metrics.stream(), new Contract(namespace).metrics().stream());
    return new Catalogue(name, namespace, all.toList());
  }
}
