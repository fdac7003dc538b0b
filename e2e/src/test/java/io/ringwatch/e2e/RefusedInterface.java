package io.ringwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An interface {@code bad0} beside a node's own, whose daemon answers {@code wg} with EACCES. */
record RefusedInterface(Path path, ServerSocketChannel server) implements Stage.Started {
  /** The answer to any question, in WireGuard's cross-platform userspace protocol. */
  private static final String EACCES = "errno=13\n\n";

  static RefusedInterface on(WireguardNode node) {
    var path = node.run().resolve("wireguard/bad0.sock");
    try {
      var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(path));
      var refused = new RefusedInterface(path, server);
      Thread.startVirtualThread(refused::serve);
      return refused;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    try {
      while (true) {
        answer(server.accept());
      }
    } catch (AsynchronousCloseException e) {
      // close() ends it.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code wg} connects twice: once to see that somebody is there, without a question. */
  private static void answer(SocketChannel client) throws IOException {
    try (client) {
      if (client.read(ByteBuffer.allocate(1024)) > 0) {
        client.write(ByteBuffer.wrap(EACCES.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
