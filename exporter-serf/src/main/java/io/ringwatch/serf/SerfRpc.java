package io.ringwatch.serf;

import io.ringwatch.core.ByteText;
import io.ringwatch.core.Deadline;
import io.ringwatch.core.LabelSet;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Questions to a Serf agent. Replies come in the order of the requests; one with another {@code
 * Seq} than the one that is due, or with an error, ends the connection. Messages of failures name
 * the agent and the command, and never hold the token.
 *
 * <p>Only commands that read are known here. {@code list-keys} reads too, and returns the ring's
 * encryption keys: it is never sent.
 */
final class SerfRpc implements Closeable {

  private static final int VERSION = 1;
  private static final long MAX_MEMBERS = 64L * 1024 * 1024;
  private static final long MAX_SMALL = 1024 * 1024;

  /** Requests that wait for replies at one time: few enough to fit into a socket's buffer. */
  private static final int PIPELINED = 64;

  private static final int MAX_ERROR = 200;
  private static final MessagePackWriter NOTHING = new MessagePackWriter();

  private final SerfConnection connection;

  private SerfRpc(SerfConnection connection) {
    this.connection = connection;
  }

  /** Connects, shakes hands, and shows the token if there is one. */
  static SerfRpc open(Target target, Deadline by) throws IOException {
    var secret = target.token().read();
    var rpc = new SerfRpc(new SerfConnection(target.address(), by));
    rpc.connection.exchange("connect", by, rpc::greet);
    if (secret.isPresent()) {
      rpc.connection.exchange("auth", by, () -> rpc.authenticate(secret.get(), target.token()));
    }
    return rpc;
  }

  List<Member> members(Deadline by) throws IOException {
    return connection.exchange(
        "members",
        by,
        () -> {
          ask("members", NOTHING);
          return connection.read(MAX_MEMBERS, SerfDecoder::members);
        });
  }

  AgentStats stats(Deadline by) throws IOException {
    return connection.exchange(
        "stats",
        by,
        () -> {
          ask("stats", NOTHING);
          return connection.read(MAX_SMALL, SerfDecoder::stats);
        });
  }

  /** The coordinates that the agent has of these members, which are {@link ByteText}. */
  Map<String, Coordinate> coordinates(List<String> names, Deadline by) throws IOException {
    var known = HashMap.<String, Coordinate>newHashMap(names.size());
    for (int from = 0; from < names.size(); from += PIPELINED) {
      var batch = names.subList(from, Math.min(names.size(), from + PIPELINED));
      known.putAll(connection.exchange("get-coordinate", by, () -> coordinates(batch)));
    }
    return known;
  }

  /** Turns the connection into one for events from now on. */
  SerfEvents events(SerfEvents.Pulse pulse, Deadline by) throws IOException {
    var kinds =
        Stream.of(MemberEvent.Kind.values())
            .map(MemberEvent.Kind::wireName)
            .collect(Collectors.joining(","));
    var body = new MessagePackWriter().map(1).text("Type").text(kinds);
    long stream = connection.exchange("stream", by, () -> ask("stream", body));
    return new SerfEvents(connection, stream, pulse);
  }

  @Override
  public void close() {
    connection.close();
  }

  private long greet() throws IOException {
    connection.connect();
    return ask("handshake", new MessagePackWriter().map(1).text("Version").unsigned(VERSION));
  }

  private long authenticate(byte[] secret, RpcToken token) throws IOException {
    long seq =
        connection.send("auth", new MessagePackWriter().map(1).text("AuthKey").string(secret));
    if (!headerOf(seq).error().isEmpty()) {
      throw new IOException(
          "the agent refuses the token in " + token.file().orElseThrow() + " (see its rpc_auth)");
    }
    return seq;
  }

  private Map<String, Coordinate> coordinates(List<String> batch) throws IOException {
    var sent = new ArrayList<Long>(batch.size());
    for (var name : batch) {
      var body = new MessagePackWriter().map(1).text("Node").text(name);
      sent.add(connection.send("get-coordinate", body));
    }
    var known = HashMap.<String, Coordinate>newHashMap(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      var name = batch.get(i);
      granted(sent.get(i));
      connection
          .read(MAX_SMALL, SerfDecoder::coordinate)
          .ifPresent(coordinate -> known.put(name, coordinate));
    }
    return known;
  }

  private long ask(String command, MessagePackWriter body) throws IOException {
    return granted(connection.send(command, body));
  }

  private long granted(long seq) throws IOException {
    var error = headerOf(seq).error();
    return switch (error) {
      case "" -> seq;
      case "Authentication required" ->
          throw new IOException("the agent wants a token (--serf.rpc-auth-file)");
      default -> throw new IOException("the agent answers: " + brief(error));
    };
  }

  /** An error text of a stranger: one line, not too long. */
  private static String brief(String error) {
    var start = error.substring(0, Math.min(error.length(), MAX_ERROR));
    return LabelSet.shown(start).replace('\n', ' ');
  }

  private SerfDecoder.Header headerOf(long seq) throws IOException {
    var header = connection.header();
    if (header.seq() != seq) {
      throw new MessagePackException("a reply to %d where %d is due".formatted(header.seq(), seq));
    }
    return header;
  }
}
