package dev.dougong.web.rest.internal;

import dev.dougong.web.auth.internal.BrowserCookies;
import dev.dougong.web.config.Sandbox;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Says in every answer of a sandbox what time it is taken to be, so that every page can show it.
 */
@Singleton
public final class SandboxHeader {

  private static final int AFTER_EDGE = 900;
  private static final String NAME = "Dougong-Sandbox";

  /** For a page that has not asked anything yet, such as the sign-in; over in half a minute. */
  private static final String COOKIE = "%s=%s; Path=/; Max-Age=30; SameSite=Strict%s";

  private final Sandbox sandbox;
  private final InstantSource clock;

  /** Of this installation. */
  @Inject
  public SandboxHeader(Sandbox sandbox, InstantSource clock) {
    this.sandbox = sandbox;
    this.clock = clock;
  }

  void register(@Observes Filters filters) {
    filters.register(this::tell, AFTER_EDGE);
  }

  private void tell(RoutingContext context) {
    if (sandbox.isMarked()) {
      String now = clock.instant().toString();
      context.response().putHeader(NAME, now);
      if (!context.request().path().startsWith("/api/")) {
        String name = BrowserCookies.name(context.request(), "dougong_sandbox");
        String end = context.request().isSSL() ? "; Secure" : "";
        context.response().headers().add("Set-Cookie", COOKIE.formatted(name, now, end));
      }
    }
    context.next();
  }
}
