package io.ringwatch.serf;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/**
 * Fills a real agent's ring with members that do not exist, by memberlist's own {@code alive}
 * messages over UDP: ten thousand members without ten thousand agents. The agent finds out that
 * they do not answer, at about one a second.
 *
 * @see <a href="https://github.com/hashicorp/memberlist/blob/master/net.go">memberlist's
 *     messages</a>
 */
final class Crowd {

  private static final byte ALIVE_MESSAGE = 4;
  private static final byte TAGS_MAGIC = (byte) 255;
  private static final byte[] VERSIONS = {1, 5, 2, 2, 5, 5};

  private Crowd() {}

  /** Has the agent at this gossip address learn of {@code size} members. */
  static void join(InetAddress agent, int port, int size) throws IOException, InterruptedException {
    try (var socket = new DatagramSocket()) {
      for (int i = 0; i < size; i++) {
        var message = message(i);
        socket.send(new DatagramPacket(message, message.length, agent, port));
        if (i % 20 == 0) {
          Thread.sleep(2);
        }
      }
    }
  }

  private static byte[] message(int i) {
    byte[] address = {127, (byte) (100 + (i >> 16)), (byte) (i >> 8), (byte) i};
    var body =
        new MessagePackWriter()
            .map(6)
            .text("Incarnation")
            .unsigned(1)
            .text("Node")
            .text("worker-%05d".formatted(i))
            .text("Addr")
            .string(address)
            .text("Port")
            .unsigned(7946)
            .text("Meta")
            .string(tags(i))
            .text("Vsn")
            .string(VERSIONS);
    return prefixed(ALIVE_MESSAGE, body.toBytes());
  }

  private static byte[] tags(int i) {
    var out = new MessagePackWriter().map(3).text("role").text("slurm-worker");
    out.text("dc").text("datacenter" + i % 3).text("ver").text("1.2." + i % 7);
    return prefixed(TAGS_MAGIC, out.toBytes());
  }

  private static byte[] prefixed(byte first, byte[] rest) {
    var all = new byte[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }
}
