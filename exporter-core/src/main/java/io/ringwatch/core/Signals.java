package io.ringwatch.core;

import java.lang.reflect.Proxy;

/**
 * Listens to signals of the operating system.
 *
 * <p>{@code sun.misc.Signal} is the JDK's one way to hear SIGHUP and to exit 0 after SIGTERM. It is
 * called by reflection because javac warns about its very name and has no way to permit it in one
 * place.
 */
final class Signals {

  private Signals() {}

  /** Runs the action at each signal of this name, such as {@code HUP}. */
  static void on(String name, Runnable action) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var listener =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM lets no program hear signals (jdk.unsupported)", e);
    }
  }
}
