package dev.dougong.web.rest.internal;

import dev.dougong.engine.problem.Problem;
import dev.dougong.web.error.Languages;
import dev.dougong.web.error.ProblemResponses;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Refuses paths that two readers could read in two ways ({@code ;}, {@code //}, encoded slashes,
 * dots and nulls) and messages with two ends before anything else looks at them.
 */
@Singleton
public final class EdgeGuard {

  private static final int FIRST = 1000;
  private static final List<String> REFUSED =
      List.of(";", "//", "\\", "%2f", "%5c", "%3b", "%00", "%2e", "/../", "/./");

  private static final Logger LOG = Logger.getLogger(EdgeGuard.class);
  private static final int TOLD_PER_MINUTE = 100;

  private final ProblemResponses responses;
  private final InstantSource clock;
  private final AtomicLong minute = new AtomicLong();
  private final AtomicInteger told = new AtomicInteger();

  /** With the answers. */
  @Inject
  public EdgeGuard(ProblemResponses responses, InstantSource clock) {
    this.responses = responses;
    this.clock = clock;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  private void check(RoutingContext context) {
    if (hasTwoBounds(context.request())) {
      // What follows on this connection may be part of the message, or another one.
      refuse(context, "Transfer-Encoding")
          .onComplete(sent -> context.request().connection().close());
      return;
    }
    String uri = context.request().uri();
    int query = uri.indexOf('?');
    String path = (query < 0 ? uri : uri.substring(0, query)).toLowerCase(Locale.ROOT);
    for (String part : REFUSED) {
      if (path.contains(part)) {
        refuse(context, "path: " + part);
        return;
      }
    }
    context.next();
  }

  /** Whether a proxy could see the message end elsewhere than the parser did (CVE-2026-89044). */
  private static boolean hasTwoBounds(HttpServerRequest request) {
    List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    return !codings.isEmpty()
        && (codings.size() > 1
            || !codings.get(0).equalsIgnoreCase("chunked")
            || request.headers().contains(HttpHeaders.CONTENT_LENGTH));
  }

  /** Somebody who tries very often fills no disk. */
  private void tell(RoutingContext context, String detail) {
    long now = clock.instant().getEpochSecond() / 60;
    if (minute.getAndSet(now) != now) {
      told.set(0);
    }
    if (told.incrementAndGet() <= TOLD_PER_MINUTE) {
      LOG.warnf("refused at the edge, from %s: %s", context.request().remoteAddress(), detail);
    }
  }

  private Future<Void> refuse(RoutingContext context, String detail) {
    tell(context, detail);
    Locale locale = Languages.of(context.request().getHeader("Accept-Language"));
    Problem problem = Problem.of("malformed").with("detail", detail);
    byte[] body = responses.body(400, List.of(problem), locale, null);
    return context
        .response()
        .setStatusCode(400)
        .putHeader("Content-Type", ProblemResponses.MEDIA_TYPE)
        .end(Buffer.buffer(body));
  }
}
