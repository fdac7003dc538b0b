package io.ringwatch.serf;

import io.ringwatch.core.Deadline;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/**
 * The wire to a Serf agent: TCP without framing, MessagePack objects one after another. Every read
 * ends with the deadline of the exchange, however slowly bytes drip. Nothing is written unless the
 * agent has read what came before, so that writes do not wait either.
 */
final class SerfConnection implements Closeable {

  private static final long MAX_HEADER = 64 * 1024;

  private final Socket socket = new Socket();
  private final MessagePackReader in = new MessagePackReader(new SocketBytes());
  private final RpcAddress address;
  private Deadline deadline;
  private long lastSeq = -1;

  /** Something read off the wire. */
  @FunctionalInterface
  interface Body<T> {
    T read(MessagePackReader in) throws IOException;
  }

  /** Some back and forth with the agent. */
  @FunctionalInterface
  interface Exchange<T> {
    T run() throws IOException;
  }

  SerfConnection(RpcAddress address, Deadline deadline) {
    this.address = address;
    this.deadline = deadline;
  }

  void connect() throws IOException {
    var peer = new InetSocketAddress(address.host(), address.port());
    if (peer.isUnresolved()) {
      throw new UnknownHostException("unknown host");
    }
    socket.setTcpNoDelay(true);
    socket.connect(peer, deadline.timeoutMillis());
  }

  /**
   * Runs an exchange that must end by the deadline; whatever goes wrong closes the connection, for
   * nobody knows then what the next bytes mean.
   *
   * @throws IOException with the agent's address and what was asked
   */
  <T> T exchange(String what, Deadline by, Exchange<T> exchange) throws IOException {
    deadline = by;
    boolean done = false;
    try {
      T result = exchange.run();
      done = true;
      return result;
    } catch (MessagePackException e) {
      throw new IOException(
          "%s: %s: this is no Serf RPC: %s".formatted(address, what, e.getMessage()), e);
    } catch (SocketTimeoutException e) {
      throw new IOException("%s: %s: no answer in time".formatted(address, what), e);
    } catch (IOException e) {
      throw new IOException("%s: %s: %s".formatted(address, what, e.getMessage()), e);
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** Sends a request and returns the number by which its reply is known. */
  long send(String command, MessagePackWriter body) throws IOException {
    lastSeq++;
    var request = new MessagePackWriter().map(2);
    request.text("Command").text(command).text("Seq").unsigned(lastSeq).then(body);
    socket.getOutputStream().write(request.toBytes());
    return lastSeq;
  }

  /** Whether something arrives before the deadline. */
  boolean hears() throws IOException {
    try {
      in.awaitByte();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  SerfDecoder.Header header() throws IOException {
    return read(MAX_HEADER, SerfDecoder::header);
  }

  <T> T read(long maxBytes, Body<T> body) throws IOException {
    in.allow(maxBytes);
    return body.read(in);
  }

  void skip(long maxBytes) throws IOException {
    in.allow(maxBytes);
    in.skip();
  }

  /** Ends reads that are under way, too. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is gone either way, and the failure that led here is the one to tell.
    }
  }

  /** What arrives at the socket before the deadline. */
  private final class SocketBytes extends InputStream {

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      socket.setSoTimeout(deadline.timeoutMillis());
      return socket.getInputStream().read(bytes, from, length);
    }

    @Override
    public int read() throws IOException {
      throw new EOFException("read by the buffer only");
    }
  }
}
