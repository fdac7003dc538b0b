package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection at a deadline, unless it is closed itself before: the one way to bound reads
 * that take no timeout, and peers that send a byte now and then.
 */
public final class Alarm implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

  private final Thread waiting;

  private Alarm(Thread waiting) {
    this.waiting = waiting;
  }

  /** Sets the alarm. */
  public static Alarm closing(Closeable connection, Deadline deadline) {
    return new Alarm(
        Thread.ofVirtual().name("alarm").start(() -> waitAndClose(connection, deadline)));
  }

  private static void waitAndClose(Closeable connection, Deadline deadline) {
    try {
      Thread.sleep(deadline.remaining());
      connection.close();
    } catch (InterruptedException e) {
      // In time.
    } catch (IOException e) {
      LOG.debug("closing a connection at its deadline", e);
    }
  }

  @Override
  public void close() {
    waiting.interrupt();
  }
}
