package io.ringwatch.core;

import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Adds the configured headers to every response, and lets through what limit and users allow. */
final class SecuredHandler extends Handler.Wrapper {

  private final Supplier<WebRules> rules;

  /**
   * @param rules asked anew for each request
   */
  SecuredHandler(Handler next, Supplier<WebRules> rules) {
    super(next);
    this.rules = rules;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var now = rules.get();
    now.headers().forEach(response.getHeaders()::put);
    if (!now.hasRoom()) {
      return refuse(response, callback, HttpStatus.TOO_MANY_REQUESTS_429);
    }
    return switch (verdict(request, now)) {
      case LET_IN -> super.handle(request, response, callback);
      case REFUSED -> {
        response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic");
        yield refuse(response, callback, HttpStatus.UNAUTHORIZED_401);
      }
      case BUSY -> {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        yield refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
      }
    };
  }

  private static BasicAuth.Verdict verdict(Request request, WebRules rules) {
    var authorization = Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    return rules
        .auth()
        .map(auth -> auth.check(authorization, Request.getRemoteAddr(request)))
        .orElse(BasicAuth.Verdict.LET_IN);
  }

  private static boolean refuse(Response response, Callback callback, int status) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    Content.Sink.write(response, true, HttpStatus.getMessage(status) + "\n", callback);
    return true;
  }
}
