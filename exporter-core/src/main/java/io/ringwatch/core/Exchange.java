package io.ringwatch.core;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** A request and the answer to it. */
record Exchange(Request request, Response response, Callback callback) {

  /** What stands behind the question mark. */
  Query query() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    Request.extractQueryParameters(request)
        .forEach(field -> parameters.put(field.getName(), field.getValues()));
    return new Query(parameters);
  }

  /** The values of all request headers of this name. */
  List<String> headers(HttpHeader name) {
    return request.getHeaders().getValuesList(name);
  }

  /** Answers with one line of text. */
  void line(int status, String line) {
    send(Page.Reply.text(status, line));
  }

  void send(Page.Reply reply) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    SlowClients.giveTime(request.getConnectionMetaData());
    response.write(true, BufferUtil.toBuffer(reply.body(), StandardCharsets.UTF_8), callback);
  }

  /**
   * Jetty's own errors as text: what is wrong with a malformed request, and nothing about a defect
   * of ours.
   */
  static final class PlainErrors extends ErrorHandler {
    @Override
    protected void generateResponse(
        Request request,
        Response response,
        int status,
        @Nullable String message,
        @Nullable Throwable cause,
        Callback callback) {
      var told = status < 500 && message != null ? message : HttpStatus.getMessage(status);
      new Exchange(request, response, callback).line(status, told);
    }
  }
}
