package io.ringwatch.e2e;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * What a test class starts. All of it is gone after the class, also when it failed or the JVM was
 * told to end; and when a test fails, what each program said is shown.
 */
final class Stage
    implements BeforeAllCallback,
        AfterAllCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private final Deque<Started> started = new ArrayDeque<>();
  private final Thread onShutdown = new Thread(this::close, "stage");

  /** Something that runs outside this JVM. Its {@code toString} is what a failure shows of it. */
  interface Started extends AutoCloseable {
    @Override
    void close();
  }

  /** Has it stopped at the end, the latest first. */
  <T extends Started> T add(T one) {
    synchronized (started) {
      started.push(one);
    }
    return one;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Runtime.getRuntime().addShutdownHook(onShutdown);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
    Runtime.getRuntime().removeShutdownHook(onShutdown);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    show(failure);
    throw failure;
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    show(failure);
    throw failure;
  }

  private void show(Throwable failure) {
    if (failure instanceof TestAbortedException) {
      return;
    }
    synchronized (started) {
      started.forEach(one -> failure.addSuppressed(new Said(one.toString())));
    }
  }

  private void close() {
    synchronized (started) {
      closeLatest();
    }
  }

  /** One that fails to stop keeps none of the others, and is the failure of the class. */
  private void closeLatest() {
    if (started.isEmpty()) {
      return;
    }
    try {
      started.pop().close();
    } finally {
      closeLatest();
    }
  }

  /** Carries a program's output below the failure of the test. */
  private static final class Said extends Throwable {
    private static final long serialVersionUID = 1;

    Said(String output) {
      super(output, null, false, false);
    }
  }
}
