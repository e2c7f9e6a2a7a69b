package dev.dougong.web.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Takes out of traces what they must not hold: addresses have filters that people typed and keys of
 * links, and who called from where is nobody's business who looks for slow statements. The route
 * and the number of the request stay: they find the lines of the log.
 */
@Singleton
public final class NothingPersonal implements SpanProcessor {

  private static final String REMOVED = "";

  private static final List<AttributeKey<String>> PERSONAL =
      List.of(
          AttributeKey.stringKey("url.path"),
          AttributeKey.stringKey("url.query"),
          AttributeKey.stringKey("url.full"),
          AttributeKey.stringKey("http.target"),
          AttributeKey.stringKey("http.url"),
          AttributeKey.stringKey("client.address"),
          AttributeKey.stringKey("http.client_ip"),
          AttributeKey.stringKey("network.peer.address"),
          AttributeKey.stringKey("user_agent.original"));

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    for (AttributeKey<String> key : PERSONAL) {
      if (span.getAttribute(key) != null) {
        span.setAttribute(key, REMOVED);
      }
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // nothing is left to do
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
