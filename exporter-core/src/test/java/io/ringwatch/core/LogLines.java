package io.ringwatch.core;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to everything that is logged while it is open. */
final class LogLines extends Handler implements AutoCloseable {

  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("io.ringwatch"), Logger.getLogger("org.eclipse.jetty"));

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LogLines() {}

  static LogLines open() {
    var listening = new LogLines();
    LOGGERS.forEach(logger -> logger.addHandler(listening));
    return listening;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord event) {
    lines.add(event.getLevel() + " " + event.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGERS.forEach(logger -> logger.removeHandler(this));
  }
}
