package dev.dougong.web.rest.internal;

import dev.dougong.engine.problem.Problem;
import dev.dougong.web.error.Languages;
import dev.dougong.web.error.ProblemResponses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** Addresses of the user interface lead to its one page; anything else that is missing is 404. */
@Singleton
public final class UiRoute {

  private static final int LAST = 100_000;
  private static final List<String> NOT_UI = List.of("/api", "/assets", "/webjars", "/q");

  private final ProblemResponses responses;

  /** With the answers. */
  @Inject
  public UiRoute(ProblemResponses responses) {
    this.responses = responses;
  }

  void register(@Observes Router router) {
    router.route().order(LAST).handler(this::answer);
  }

  private void answer(RoutingContext context) {
    String path = context.normalizedPath();
    boolean isPage =
        (context.request().method() == HttpMethod.GET
                || context.request().method() == HttpMethod.HEAD)
            && !path.substring(path.lastIndexOf('/')).contains(".")
            && NOT_UI.stream().noneMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    if (isPage && context.get("dougong.page") == null) {
      context.put("dougong.page", true);
      context.reroute("/index.html");
      return;
    }
    Locale locale = Languages.of(context.request().getHeader("Accept-Language"));
    context
        .response()
        .setStatusCode(404)
        .putHeader("Content-Type", ProblemResponses.MEDIA_TYPE)
        .end(Buffer.buffer(responses.body(404, List.of(Problem.of("notFound")), locale, null)));
  }
}
