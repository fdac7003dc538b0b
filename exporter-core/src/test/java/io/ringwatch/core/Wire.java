package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;

/** A connection on which a test sends what no client library would. */
final class Wire implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 1024);
  }

  static Wire to(int port) throws IOException {
    return to(port, SocketFactory.getDefault());
  }

  static Wire toTls(int port) throws IOException {
    return to(port, TlsClient.plain().context().getSocketFactory());
  }

  private static Wire to(int port, SocketFactory sockets) throws IOException {
    var socket = sockets.createSocket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new Wire(socket);
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Reads one byte; -1 once the server has closed. */
  int read() throws IOException {
    try {
      return in.read();
    } catch (SocketException e) {
      return -1;
    }
  }

  /** Everything up to the end. */
  String readAll() throws IOException {
    var all = new StringBuilder();
    for (int next = read(); next >= 0; next = read()) {
      all.append((char) next);
    }
    return all.toString();
  }

  /** Reads a response whose length its header tells. */
  String readResponse() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) read());
    }
    var length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
    var body = in.readNBytes(Integer.parseInt(length));
    return head + new String(body, ISO_8859_1);
  }

  /** Sends this text byte by byte, again and again, until the server cuts; how long that took. */
  Duration drip(String text, Duration pause) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try {
      for (int i = 0; ; i = (i + 1) % text.length()) {
        send(text.substring(i, i + 1));
        Thread.sleep(pause);
      }
    } catch (SocketException e) {
      return since(start);
    }
  }

  /** Reads a little at a time until the server cuts; how long that took from the first byte on. */
  Duration sip(Duration pause) throws IOException, InterruptedException {
    read();
    long start = System.nanoTime();
    while (!isCut()) {
      Thread.sleep(pause);
      for (int i = 0; i < 2048 && read() >= 0; i++) {}
    }
    return since(start);
  }

  private boolean isCut() {
    try {
      socket.getOutputStream().write('\n');
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** How long the server leaves a connection open on which nothing happens. */
  Duration untilCut() throws IOException {
    long start = System.nanoTime();
    readAll();
    return since(start);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
