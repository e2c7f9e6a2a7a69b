package dev.dougong.web.auth;

import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses writes that another site made a browser send. A browser says where a write comes from;
 * whatever shows a mark of a browser must come from this site and carry {@code X-Dougong: 1}, which
 * other sites cannot send without a preflight that is never granted. Programs show no such mark.
 */
final class CrossSiteGuard {

  static final String HEADER = "X-Dougong";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private CrossSiteGuard() {}

  static void check(ContainerRequestContext request) {
    if (SAFE.contains(request.getMethod())) {
      return;
    }
    @Nullable String site = request.getHeaderString("Sec-Fetch-Site");
    @Nullable String origin = request.getHeaderString("Origin");
    boolean isBrowser =
        site != null || origin != null || request.getHeaderString("Referer") != null;
    boolean isForeign =
        (site != null && !site.equals("same-origin") && !site.equals("none"))
            || (origin != null && !isOwn(origin, request));
    boolean hasHeader = "1".equals(request.getHeaderString(HEADER));
    if (isForeign || (isBrowser && !hasHeader)) {
      throw new AccessException(Problem.of("access.crossSite"));
    }
  }

  private static boolean isOwn(String origin, ContainerRequestContext request) {
    @Nullable String host = request.getHeaderString("Host");
    URI own = request.getUriInfo().getBaseUri();
    String authority = host == null ? own.getAuthority() : host;
    String written = origin.toLowerCase(Locale.ROOT);
    int scheme = written.indexOf("://");
    return scheme > 0 && written.substring(scheme + 3).equals(authority.toLowerCase(Locale.ROOT));
  }
}
