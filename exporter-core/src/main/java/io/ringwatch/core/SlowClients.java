package io.ringwatch.core;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts off clients that keep a connection busy without ever completing a request, byte by byte: an
 * idle timeout never sees them.
 */
final class SlowClients implements Connection.Listener {

  private final Scheduler scheduler;

  SlowClients(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void onOpened(Connection connection) {
    watch(connection, 0, 0);
  }

  private void watch(Connection connection, long messagesBefore, long bytesBefore) {
    scheduler.schedule(
        () -> check(connection, messagesBefore, bytesBefore),
        WebServer.PATIENCE_MILLIS - 500,
        TimeUnit.MILLISECONDS);
  }

  /** Bytes came in, but neither a request was completed nor is one being answered. */
  private void check(Connection connection, long messagesBefore, long bytesBefore) {
    if (!connection.getEndPoint().isOpen()) {
      return;
    }
    long messages = connection.getMessagesIn();
    boolean answering = messages > connection.getMessagesOut();
    if (messages == messagesBefore && connection.getBytesIn() > bytesBefore && !answering) {
      connection.getEndPoint().close();
    } else {
      watch(connection, messages, connection.getBytesIn());
    }
  }
}
