package io.ringwatch.core;

import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
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
    var exchange = new Exchange(request, response, callback);
    var headers = response.getHeaders();
    now.headers().forEach(headers::put);
    if (!now.hasRoom()) {
      exchange.line(429, "too many requests (rate_limit)");
      return true;
    }
    switch (verdict(request, now)) {
      case LET_IN -> {
        return super.handle(request, response, callback);
      }
      case REFUSED -> {
        headers.put(HttpHeader.WWW_AUTHENTICATE, "Basic");
        exchange.line(401, "unauthorized");
      }
      case BUSY -> {
        headers.put(HttpHeader.RETRY_AFTER, 1);
        exchange.line(503, "too many logins at once");
      }
    }
    return true;
  }

  private static BasicAuth.Verdict verdict(Request request, WebRules rules) {
    var authorization = Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    return rules
        .auth()
        .map(auth -> auth.check(authorization, Request.getRemoteAddr(request)))
        .orElse(BasicAuth.Verdict.LET_IN);
  }
}
