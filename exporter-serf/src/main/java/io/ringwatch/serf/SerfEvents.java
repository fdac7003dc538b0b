package io.ringwatch.serf;

import io.ringwatch.core.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Member events from a connection that does nothing else. Silence is the normal state of a stream
 * and looks the same as a dead agent, so a silent one is asked for its stats; events may come
 * before the answer, and are told apart by {@code Seq}.
 */
final class SerfEvents implements Closeable {

  private static final long MAX_EVENT = 64L * 1024 * 1024;
  private static final long NOT_ASKED = -1;

  private final SerfConnection connection;
  private final long stream;
  private final Pulse pulse;
  private long asked = NOT_ASKED;

  /**
   * How to find out that an agent is gone.
   *
   * @param silence how long it may say nothing before it is asked
   * @param answer how long an answer, or the rest of an event, may take
   */
  record Pulse(Duration silence, Duration answer) {}

  SerfEvents(SerfConnection connection, long stream, Pulse pulse) {
    this.connection = connection;
    this.stream = stream;
    this.pulse = pulse;
  }

  /** Waits for what the agent says next. Empty if that is nothing about members. */
  Optional<MemberEvent> next() throws IOException {
    if (asked == NOT_ASKED) {
      asked = connection.exchange("stream", Deadline.in(pulse.silence()), this::listen);
    }
    return connection.exchange("stream", Deadline.in(pulse.answer()), this::read);
  }

  private long listen() throws IOException {
    return connection.hears() ? NOT_ASKED : connection.send("stats", new MessagePackWriter());
  }

  private Optional<MemberEvent> read() throws IOException {
    var header = connection.header();
    if (!header.error().isEmpty()) {
      throw new IOException("the agent ends the stream");
    }
    if (header.seq() == stream) {
      return connection.read(MAX_EVENT, SerfDecoder::event);
    }
    if (header.seq() != asked) {
      throw new MessagePackException("an event for %d, not %d".formatted(header.seq(), stream));
    }
    asked = NOT_ASKED;
    connection.skip(MAX_EVENT);
    return Optional.empty();
  }

  @Override
  public void close() {
    connection.close();
  }
}
