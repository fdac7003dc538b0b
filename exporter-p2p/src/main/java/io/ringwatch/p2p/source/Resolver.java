package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Turns a name into addresses. */
@FunctionalInterface
public interface Resolver {

  /** The machine's own, which cannot be stopped: who asks stops waiting at the deadline. */
  Resolver SYSTEM = Resolver::ask;

  /**
   * All addresses of a host, at least one.
   *
   * @throws IOException if there is none or no answer came in time
   */
  List<InetAddress> resolve(String host, Deadline deadline) throws IOException;

  private static List<InetAddress> ask(String host, Deadline deadline) throws IOException {
    var task = new FutureTask<>(() -> List.of(InetAddress.getAllByName(host)));
    Thread.ofVirtual().name("resolve").start(task);
    try {
      return task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException(host + ": its address was not found in time");
    } catch (ExecutionException e) {
      var unknown = new UnknownHostException(host + ": unknown host");
      unknown.initCause(e.getCause());
      throw unknown;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(host + ": stopped");
    }
  }
}
