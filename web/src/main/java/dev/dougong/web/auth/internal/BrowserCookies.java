package dev.dougong.web.auth.internal;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.NewCookie;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of this request's browser. Where it came by HTTPS, their names carry {@code __Host-}:
 * then browsers take them by HTTPS only, for this host alone, and no neighbour can plant one.
 */
@RequestScoped
public class BrowserCookies {

  /** Name of the session's cookie without TLS. */
  public static final String SESSION = "dougong_session";

  private static final String HOST = "__Host-";

  private final HttpServerRequest request;

  /** Of this request. */
  @Inject
  public BrowserCookies(HttpServerRequest request) {
    this.request = request;
  }

  /** What the cookie is called in this request. */
  public static String name(HttpServerRequest request, String name) {
    return request.isSSL() ? HOST + name : name;
  }

  /** The value of a cookie of a request, or null where it has none. */
  public static @Nullable String read(HttpServerRequest request, String name) {
    @Nullable Cookie cookie = request.getCookie(name(request, name));
    return cookie == null ? null : cookie.getValue();
  }

  /** The value, or null where the browser sent none. */
  public @Nullable String read(String name) {
    return read(request, name);
  }

  /** The secret of the session, or null. */
  public @Nullable String session() {
    return read(SESSION);
  }

  /**
   * A cookie that no script reads and no other site sends along with a write.
   *
   * @param seconds how long it lives; -1 until the browser ends, 0 to take it away
   */
  public NewCookie give(String name, String value, int seconds) {
    return new NewCookie.Builder(name(request, name))
        .value(value)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .secure(request.isSSL())
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  /** The cookie of a session. */
  public NewCookie giveSession(String secret) {
    return give(SESSION, secret, -1);
  }
}
