package io.ringwatch.core;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PromtoolTest {

  @Test
  @Timeout(60)
  void pageIsCleanByPromtool() throws Exception {
    try (var exporter = RunningExporter.start(new FakeProgram())) {
      Promtool.assertClean(exporter.page("/metrics"));
    }
  }
}
