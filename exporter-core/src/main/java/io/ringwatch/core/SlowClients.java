package io.ringwatch.core;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts off clients that do not get on. Each has {@value WebServer#PATIENCE_MILLIS} ms to deliver
 * its first request, TLS handshake included, and as long from the begin of each answer to read it
 * and deliver the next; an idle timeout alone never sees those who go byte by byte. The time that
 * an answer takes to make is ours and not counted.
 */
final class SlowClients extends Handler.Wrapper implements Connection.Listener {

  /** The cut to come, an attribute of the connection. */
  private static final String CUT = SlowClients.class.getName();

  SlowClients(Handler next) {
    super(next);
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof ConnectionMetaData http) {
      giveTime(http);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof ConnectionMetaData http) {
      stopClock(http);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    stopClock(request.getConnectionMetaData());
    return super.handle(request, response, callback);
  }

  /** Starts the time of the client: to read an answer and to send the next request. */
  static void giveTime(ConnectionMetaData connection) {
    stopClock(connection);
    var endPoint = connection.getConnection().getEndPoint();
    if (endPoint.isOpen()) {
      var cut =
          connection
              .getConnector()
              .getScheduler()
              .schedule(endPoint::close, WebServer.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      connection.setAttribute(CUT, cut);
    }
  }

  private static void stopClock(ConnectionMetaData connection) {
    if (connection.removeAttribute(CUT) instanceof Scheduler.Task cut) {
      cut.cancel();
    }
  }
}
