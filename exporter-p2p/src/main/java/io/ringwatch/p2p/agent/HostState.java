package io.ringwatch.p2p.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Processor, memory and disk of this machine, from Linux's {@code /proc/stat} and {@code
 * /proc/meminfo} (proc(5)) and the root file system.
 */
final class HostState {

  /**
   * Processor time since the machine started, in ticks.
   *
   * @param idle of it, waiting for disks included
   */
  record Ticks(long total, long idle) {

    /** The part of the time since then in which the processors worked; empty at once. */
    OptionalDouble busySince(Ticks before) {
      long passed = total - before.total;
      return passed <= 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.clamp(1.0 - (idle - before.idle) / (double) passed, 0.0, 1.0));
    }
  }

  /** How much there is of something, and how much of it is to be had, in bytes. */
  record Room(long total, long available) {}

  private static final int IDLE = 4;
  private static final int IOWAIT = 5;
  private static final int GUEST = 9;

  private HostState() {}

  static Ticks ticks() throws IOException {
    return ticks(Files.readAllLines(Path.of("/proc/stat")));
  }

  /** From {@code cpu user nice system idle iowait irq softirq steal guest guest_nice}. */
  static Ticks ticks(List<String> stat) throws IOException {
    var fields = stat.getFirst().split("\\s+", -1);
    if (!fields[0].equals("cpu") || fields.length <= IOWAIT) {
      throw new IOException("/proc/stat: does not begin with cpu");
    }
    long total = 0;
    for (int i = 1; i < Math.min(fields.length, GUEST); i++) {
      total += Long.parseLong(fields[i]);
    }
    return new Ticks(total, Long.parseLong(fields[IDLE]) + Long.parseLong(fields[IOWAIT]));
  }

  static Room memory() throws IOException {
    return memory(Files.readAllLines(Path.of("/proc/meminfo")));
  }

  /** From {@code MemTotal: 16314628 kB} and {@code MemAvailable}. */
  static Room memory(List<String> meminfo) throws IOException {
    Map<String, Long> bytes = new HashMap<>();
    for (var line : meminfo) {
      var fields = line.split("\\s+", -1);
      if (fields.length == 3 && fields[2].equals("kB")) {
        bytes.put(fields[0], Long.parseLong(fields[1]) * 1024);
      }
    }
    var total = bytes.get("MemTotal:");
    var available = bytes.get("MemAvailable:");
    if (total == null || available == null) {
      throw new IOException("/proc/meminfo: no MemTotal or MemAvailable");
    }
    return new Room(total, available);
  }

  static Room disk() throws IOException {
    var store = Files.getFileStore(Path.of("/"));
    return new Room(store.getTotalSpace(), store.getUsableSpace());
  }
}
