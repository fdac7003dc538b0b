package io.ringwatch.core;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * An exporter, as its main class tells it to the {@link Shell}: a picocli command with {@link
 * ExporterFlags} as a mixin.
 */
public interface Program extends Callable<Integer> {

  /** What it is. */
  About about();

  /** The flags that every exporter has. */
  ExporterFlags flags();

  /**
   * Reads the configuration. Called at the start and at every reload; what must outlive a reload,
   * such as counters, belongs to the program.
   *
   * @throws ConfigException if it cannot run so: at the start the program ends, at a reload the
   *     last good set-up stays
   */
  Setup setUp() throws ConfigException;

  /**
   * Registers what the Prometheus client keeps between scrapes, such as histograms. Called once, at
   * the start.
   */
  default void register(PrometheusRegistry kept) {}

  /** Runs the exporter until it is told to end. */
  @Override
  default Integer call() throws ConfigException, IOException, InterruptedException {
    return Shell.run(this);
  }
}
