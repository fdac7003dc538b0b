package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process holds, the garbage left out. */
public record Held(int threads, long files, long heapBytes) {

  public static Held now() {
    System.gc();
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Held(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        system.getOpenFileDescriptorCount(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  /** Asserts that later there is no more, but for what comes and goes. */
  public void assertNotOutgrownBy(Held later) {
    assertThat(later.threads()).as("threads").isLessThanOrEqualTo(threads + 2);
    assertThat(later.files()).as("open files").isLessThanOrEqualTo(files + 4);
    assertThat(later.heapBytes()).as("heap").isLessThan(heapBytes + (4 << 20));
  }
}
