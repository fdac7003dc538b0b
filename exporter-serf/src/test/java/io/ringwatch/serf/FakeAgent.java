package io.ringwatch.serf;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent that does what a script says, one script a connection in their order; the last one
 * serves all later connections.
 */
final class FakeAgent implements Closeable {

  /** What happens on one connection; it is closed when the script ends. */
  @FunctionalInterface
  interface Script {
    void run(Wire wire) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final List<Script> scripts;
  private final AtomicInteger accepted = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> commands = Collections.synchronizedList(new ArrayList<>());

  FakeAgent(Script... scripts) {
    this.scripts = List.of(scripts);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  RpcAddress address() {
    return new RpcAddress("127.0.0.1", server.getLocalPort());
  }

  int connections() {
    return accepted.get();
  }

  /** Connections that neither side has closed. */
  int openConnections() {
    return open.size();
  }

  List<String> commands() {
    return List.copyOf(commands);
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        int index = Math.min(accepted.getAndIncrement(), scripts.size() - 1);
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket, scripts.get(index)));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket socket, Script script) {
    try (socket) {
      script.run(new Wire(socket));
    } catch (IOException | InterruptedException e) {
      // The client went away, or the test is over.
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The agent's end of a connection. */
  final class Wire {

    private final Socket socket;
    private final MessagePackReader in;
    private long seq;

    Wire(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
      in = new MessagePackReader(socket.getInputStream());
    }

    /** Takes a request of this kind and remembers its number for {@link #grant}. */
    void expect(String command) throws IOException {
      var actual = next();
      if (!actual.equals(command)) {
        throw new IOException("got " + actual + ", not " + command);
      }
    }

    /** Takes a request and returns its command. */
    String next() throws IOException {
      in.allow(100_000);
      in.mapHeader();
      in.text();
      var actual = in.text();
      in.text();
      seq = in.integer();
      commands.add(actual);
      if (Set.of("handshake", "auth", "get-coordinate", "stream").contains(actual)) {
        in.skip();
      }
      return actual;
    }

    void greet() throws IOException {
      expect("handshake");
      grant();
    }

    void grant(byte[]... body) throws IOException {
      answer(seq, "", body);
    }

    void refuse(String error) throws IOException {
      answer(seq, error);
    }

    void answer(long number, String error, byte[]... body) throws IOException {
      var header = new MessagePackWriter().map(2).text("Error").text(error);
      var out = new ByteArrayOutputStream();
      out.writeBytes(header.text("Seq").unsigned(number).toBytes());
      for (var part : body) {
        out.writeBytes(part);
      }
      send(out.toByteArray());
    }

    long seq() {
      return seq;
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    void sendHex(String hex) throws IOException {
      send(HexFormat.of().parseHex(hex));
    }

    void drip(byte[] bytes, int pauseMillis) throws IOException, InterruptedException {
      for (byte b : bytes) {
        send(new byte[] {b});
        if (pauseMillis > 0) {
          Thread.sleep(pauseMillis);
        }
      }
    }

    /** Says nothing until the client goes away. */
    void hang() throws IOException {
      in.allow(Long.MAX_VALUE);
      while (true) {
        in.skip();
      }
    }
  }
}
