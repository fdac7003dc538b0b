package io.ringwatch.core;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Short answers as plain text. */
final class Answers {

  private Answers() {}

  /** Answers with one line of text. */
  static boolean line(Response response, Callback callback, int status, String line) {
    return send(response, callback, Page.Reply.text(status, line));
  }

  static boolean send(Response response, Callback callback, Page.Reply reply) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.write(true, BufferUtil.toBuffer(reply.body(), StandardCharsets.UTF_8), callback);
    return true;
  }

  /** Jetty's own errors, such as a malformed request, without its HTML page. */
  static final class PlainErrors extends ErrorHandler {
    @Override
    protected void generateResponse(
        Request request,
        Response response,
        int status,
        @Nullable String message,
        @Nullable Throwable cause,
        Callback callback) {
      line(response, callback, status, message == null ? "error " + status : message);
    }
  }
}
