package dev.dougong.web.rest.internal;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Addresses of screens ({@code /data/customer}) are answered with the page of the user interface,
 * which reads them itself, so that they can be reloaded and shared. Stands before the REST
 * resources, which would answer that they do not know them; a missing file stays missing.
 */
@Singleton
public final class UiRoute {

  private static final int BEFORE_REST = -10;
  private static final List<String> NOT_UI = List.of("/api", "/assets", "/webjars", "/q");

  void register(@Observes Router router) {
    router.route().order(BEFORE_REST).handler(UiRoute::answer);
  }

  private static void answer(RoutingContext context) {
    if (isScreen(context)) {
      context.reroute("/index.html");
    } else {
      context.next();
    }
  }

  private static boolean isScreen(RoutingContext context) {
    HttpMethod method = context.request().method();
    String path = context.normalizedPath();
    return (method == HttpMethod.GET || method == HttpMethod.HEAD)
        && path.length() > 1
        && !path.substring(path.lastIndexOf('/')).contains(".")
        && !path.contains("/.")
        && NOT_UI.stream().noneMatch(root -> path.equals(root) || path.startsWith(root + "/"));
  }
}
