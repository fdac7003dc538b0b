package io.ringwatch.p2p.reach;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.reach.ReachConfig.Peer;
import io.ringwatch.p2p.source.HostPort;
import io.ringwatch.p2p.source.HttpText;
import io.ringwatch.p2p.source.HttpUrl;
import io.ringwatch.p2p.source.Resolver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** The checks that are one connection each. A failure is a reading, never an exception. */
final class Checks {

  private final Duration patience;

  Checks(Duration patience) {
    this.patience = patience;
  }

  /**
   * Connects to a port.
   *
   * @param speaks whether the peer has to say something first
   */
  List<Reading> tcp(Peer peer, int port, boolean speaks) {
    var deadline = Deadline.in(patience);
    long start = System.nanoTime();
    var number = String.valueOf(port);
    try (var socket = new Socket()) {
      var address = Resolver.SYSTEM.resolve(peer.address(), deadline).getFirst();
      socket.connect(new InetSocketAddress(address, port), deadline.timeoutMillis());
      var seconds = secondsSince(start);
      socket.setSoTimeout(deadline.timeoutMillis());
      boolean spoke = !speaks || socket.getInputStream().read() >= 0;
      return List.of(
          Reading.of(ReachMetrics.TCP_SUCCESS, spoke, peer.name(), number),
          Reading.of(ReachMetrics.TCP_DURATION, seconds, peer.name(), number));
    } catch (IOException e) {
      return List.of(Reading.of(ReachMetrics.TCP_SUCCESS, false, peer.name(), number));
    }
  }

  List<Reading> http(HttpUrl url) {
    long start = System.nanoTime();
    try {
      int status = HttpText.status(url, Deadline.in(patience));
      return List.of(
          Reading.of(ReachMetrics.HTTP_SUCCESS, status < 400, url.toString()),
          Reading.of(ReachMetrics.HTTP_STATUS, status, url.toString()),
          Reading.of(ReachMetrics.HTTP_DURATION, secondsSince(start), url.toString()));
    } catch (IOException e) {
      return List.of(Reading.of(ReachMetrics.HTTP_SUCCESS, false, url.toString()));
    }
  }

  List<Reading> tls(HostPort endpoint) {
    try {
      var expiry = Certificates.firstExpiry(endpoint, Deadline.in(patience));
      return List.of(
          Reading.of(ReachMetrics.TLS_SUCCESS, true, endpoint.toString()),
          Reading.of(ReachMetrics.TLS_EXPIRY, expiry.toEpochMilli() / 1e3, endpoint.toString()));
    } catch (IOException e) {
      return List.of(Reading.of(ReachMetrics.TLS_SUCCESS, false, endpoint.toString()));
    }
  }

  List<Reading> dns(String name) {
    long start = System.nanoTime();
    try {
      Resolver.SYSTEM.resolve(name, Deadline.in(patience));
      return List.of(
          Reading.of(ReachMetrics.DNS_SUCCESS, true, name),
          Reading.of(ReachMetrics.DNS_DURATION, secondsSince(start), name));
    } catch (IOException e) {
      return List.of(Reading.of(ReachMetrics.DNS_SUCCESS, false, name));
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
