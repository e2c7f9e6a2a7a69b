package dev.dougong.web.rest.internal;

import dev.dougong.engine.problem.Problem;
import dev.dougong.web.error.Languages;
import dev.dougong.web.error.ProblemResponses;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/**
 * Refuses paths that two readers could read in two ways ({@code ;}, {@code //}, encoded slashes,
 * dots and nulls) before anything else looks at them, and sets the headers of every answer.
 */
@Singleton
public final class EdgeGuard {

  private static final int FIRST = 1000;
  private static final List<String> REFUSED =
      List.of(";", "//", "\\", "%2f", "%5c", "%3b", "%00", "%2e", "/../", "/./");

  private final ProblemResponses responses;

  /** With the answers. */
  @Inject
  public EdgeGuard(ProblemResponses responses) {
    this.responses = responses;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  private void check(RoutingContext context) {
    String uri = context.request().uri();
    int query = uri.indexOf('?');
    String path = (query < 0 ? uri : uri.substring(0, query)).toLowerCase(Locale.ROOT);
    for (String part : REFUSED) {
      if (path.contains(part)) {
        Locale locale = Languages.of(context.request().getHeader("Accept-Language"));
        Problem problem = Problem.of("malformed").with("detail", "path: " + part);
        byte[] body = responses.body(400, List.of(problem), locale, null);
        context
            .response()
            .setStatusCode(400)
            .putHeader("Content-Type", ProblemResponses.MEDIA_TYPE)
            .end(io.vertx.core.buffer.Buffer.buffer(body));
        return;
      }
    }
    context.next();
  }
}
