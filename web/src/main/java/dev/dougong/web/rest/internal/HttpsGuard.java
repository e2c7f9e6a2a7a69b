package dev.dougong.web.rest.internal;

import dev.dougong.engine.problem.Problem;
import dev.dougong.web.error.Languages;
import dev.dougong.web.error.ProblemResponses;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where HTTPS is served, all else is over: pages lead on to it, calls of programs are refused so
 * that nobody goes on sending keys in the open, and browsers learn to come by HTTPS alone. Only
 * whether a node is alive is told without, to the proxy in front.
 */
@Singleton
public final class HttpsGuard {

  private static final int AFTER_EDGE = 950;
  private static final String HEALTH = "/q/health";
  private static final List<String> CALLS = List.of("/api/", "/q/");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]*)|\\[[0-9A-Fa-f:.]+\\])(?::\\d{1,5})?");
  private static final int PORT_OF_HTTPS = 443;

  /** A year, as browsers that keep lists of such places demand. */
  private static final String FROM_NOW_ON = "max-age=31536000; includeSubDomains";

  private final Optional<Integer> port;
  private final ProblemResponses responses;

  /** Of this installation. */
  @Inject
  public HttpsGuard(
      @ConfigProperty(name = "dougong.https.port") Optional<Integer> port,
      ProblemResponses responses) {
    this.port = port;
    this.responses = responses;
  }

  void register(@Observes Filters filters) {
    if (port.isPresent()) {
      filters.register(this::check, AFTER_EDGE);
    }
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = context.normalizedPath();
    if (request.isSSL()) {
      context.response().putHeader("Strict-Transport-Security", FROM_NOW_ON);
      context.next();
    } else if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
      context.next();
    } else {
      var unused = refuse(context, path);
    }
  }

  private Future<Void> refuse(RoutingContext context, String path) {
    HttpMethod method = context.request().method();
    boolean isPage =
        (method == HttpMethod.GET || method == HttpMethod.HEAD)
            && CALLS.stream().noneMatch(path::startsWith);
    @Nullable String place = isPage ? place(context.request()) : null;
    context.response().putHeader("Cache-Control", "no-store");
    if (place != null) {
      return context.response().setStatusCode(307).putHeader("Location", place).end();
    }
    Locale locale = Languages.of(context.request().getHeader("Accept-Language"));
    byte[] body = responses.body(403, List.of(Problem.of("access.httpsNeeded")), locale, null);
    return context
        .response()
        .setStatusCode(403)
        .putHeader("Content-Type", ProblemResponses.MEDIA_TYPE)
        .end(Buffer.buffer(body));
  }

  /** The same page by HTTPS, at the host that the browser named; null where it named none. */
  private @Nullable String place(HttpServerRequest request) {
    @Nullable String named = request.getHeader("Host");
    var host = HOST.matcher(named == null ? "" : named);
    if (!host.matches() || !request.uri().startsWith("/")) {
      return null;
    }
    int at = port.orElse(PORT_OF_HTTPS);
    return "https://" + host.group(1) + (at == PORT_OF_HTTPS ? "" : ":" + at) + request.uri();
  }
}
