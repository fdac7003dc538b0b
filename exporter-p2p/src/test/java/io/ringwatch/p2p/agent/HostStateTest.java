package io.ringwatch.p2p.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.p2p.agent.HostState.Room;
import io.ringwatch.p2p.agent.HostState.Ticks;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The machine's own files. */
class HostStateTest {

  @Test
  void guestTimeIsNotCountedTwice() throws Exception {
    var ticks = HostState.ticks(List.of("cpu  100 10 50 800 40 0 0 0 90 5", "cpu0 1 1 1 1 1"));
    assertThat(ticks).isEqualTo(new Ticks(1000, 840));
  }

  @Test
  void busyIsWhatWasNotIdleInBetween() {
    assertThat(new Ticks(200, 150).busySince(new Ticks(100, 90))).hasValue(0.4);
    assertThat(new Ticks(100, 90).busySince(new Ticks(100, 90))).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void memoryIsInBytes() throws Exception {
    var room = HostState.memory(List.of("MemTotal:  16 kB", "MemFree: 1 kB", "MemAvailable: 8 kB"));
    assertThat(room).isEqualTo(new Room(16384, 8192));
  }

  @Test
  void strangeFilesAreErrors() {
    assertThatThrownBy(() -> HostState.ticks(List.of("intr 1"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> HostState.memory(List.of())).isInstanceOf(IOException.class);
  }
}
