package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.source.EtcdKeys.Entry;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A watch on a prefix, told of every change as it happens. It comes back after failures, from where
 * it was, until {@link #close}; it is told what happened meanwhile if etcd still knows.
 */
public final class EtcdWatch implements AutoCloseable {

  /** What a watch tells. Called on its own thread. */
  public sealed interface Change {
    /** A key was written. */
    record Put(Entry entry) implements Change {}

    /** A key is gone, by hand or with its lease. */
    record Delete(String name) implements Change {}

    /** The watch follows etcd now, and follows it no more. */
    record Connected(boolean yes) implements Change {}
  }

  private static final Logger LOG = LoggerFactory.getLogger(EtcdWatch.class);
  private static final int LONGEST_LINE = 16 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EtcdGateway etcd;
  private final EtcdKeys keys;
  private final Consumer<Change> told;
  private final Thread thread;
  private long next;
  private volatile boolean closed;

  private EtcdWatch(EtcdGateway etcd, EtcdKeys keys, Consumer<Change> told) {
    this.etcd = etcd;
    this.keys = keys;
    this.told = told;
    this.thread = Thread.ofVirtual().name("etcd watch").unstarted(this::run);
  }

  /** Watches from now on. */
  public static EtcdWatch start(EtcdGateway etcd, EtcdKeys keys, Consumer<Change> told) {
    var watch = new EtcdWatch(etcd, keys, told);
    watch.thread.start();
    return watch;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed) {
      try (var stream = etcd.stream("/v3/watch", question(), Deadline.in(PATIENCE))) {
        follow(stream);
      } catch (IOException e) {
        LOG.debug("the watch on {} was interrupted: {}", keys.prefix(), e.getMessage());
      }
      told.accept(new Change.Connected(false));
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private tools.jackson.databind.node.ObjectNode question() {
    var create = keys.range();
    if (next > 0) {
      create.put("start_revision", String.valueOf(next));
    }
    var question = Json.object();
    question.set("create_request", create);
    return question;
  }

  private void follow(InputStream stream) throws IOException {
    var in = new BufferedInputStream(stream);
    while (!closed) {
      var line = line(in);
      if (line.length == 0) {
        return;
      }
      var result = Json.parse("/v3/watch", line).path("result");
      if (result.path("canceled").asBoolean(false) || result.isMissingNode()) {
        next = EtcdKeys.number(result, "compact_revision");
        return;
      }
      if (result.path("created").asBoolean(false)) {
        told.accept(new Change.Connected(true));
      }
      result.path("events").forEach(this::tell);
      next = EtcdKeys.number(result.path("header"), "revision") + 1;
    }
  }

  private void tell(JsonNode event) {
    var entry = keys.entry(event.path("kv"));
    boolean deleted = event.path("type").asString("PUT").equals("DELETE");
    told.accept(deleted ? new Change.Delete(entry.name()) : new Change.Put(entry));
  }

  /** Empty at the stream's end. */
  private static byte[] line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
      if (line.size() > LONGEST_LINE) {
        throw new IOException("/v3/watch: a message larger than " + LONGEST_LINE + " bytes");
      }
    }
    return line.toByteArray();
  }
}
