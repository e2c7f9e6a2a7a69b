package dev.dougong.web.live;

import dev.dougong.web.auth.Identities;
import dev.dougong.web.auth.Identity;
import dev.dougong.web.auth.internal.BrowserCookies;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the metrics for administrators: they tell how much a shop sells, and how busy it is. They
 * are no resource, so the filter of resources does not see them. A collector uses an API key.
 */
@Singleton
public final class MetricsGuard {

  private static final String METRICS = "/q/metrics";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int FAILED = 500;
  private static final int EARLY = 200;

  private final Identities identities;

  /** Over sessions and keys. */
  @Inject
  public MetricsGuard(Identities identities) {
    this.identities = identities;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
  }

  private void check(RoutingContext context) {
    if (!context.normalizedPath().startsWith(METRICS)) {
      context.next();
      return;
    }
    @Nullable String authorization = context.request().getHeader("Authorization");
    @Nullable String session = BrowserCookies.read(context.request(), BrowserCookies.SESSION);
    context
        .vertx()
        .executeBlocking(() -> status(authorization, session), false)
        .onSuccess(
            status -> {
              if (status == 0) {
                context.next();
              } else {
                context.response().setStatusCode(status).end();
              }
            })
        .onFailure(failure -> context.response().setStatusCode(FAILED).end());
  }

  /** The status to refuse with, or 0. */
  private int status(@Nullable String authorization, @Nullable String session) {
    @Nullable Identity identity = identities.find(authorization, session);
    return identity == null ? UNAUTHORIZED : identity.isAdmin() ? 0 : FORBIDDEN;
  }
}
