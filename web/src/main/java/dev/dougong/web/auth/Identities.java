package dev.dougong.web.auth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Finds who a request is from: by its key, else by the session of its cookie. Thread-safe. */
@Singleton
public final class Identities {

  private static final String BEARER = "Bearer ";

  private final Sessions sessions;
  private final ApiKeys keys;

  /** Over sessions and keys. */
  @Inject
  public Identities(Sessions sessions, ApiKeys keys) {
    this.sessions = sessions;
    this.keys = keys;
  }

  /**
   * Who it is, or null for a stranger and for who has something to do first. A wrong key is
   * refused, even where the browser has a good session.
   *
   * @param authorization the header, or null
   * @param session the cookie's value, or null
   */
  public @Nullable Identity find(@Nullable String authorization, @Nullable String session) {
    @Nullable Identity found = findEvenWhenDue(authorization, session);
    return found == null || found.due() != null ? null : found;
  }

  /** The same with those who have something to do first. */
  @Nullable Identity findEvenWhenDue(@Nullable String authorization, @Nullable String session) {
    if (authorization != null) {
      return authorization.startsWith(BEARER)
          ? keys.find(authorization.substring(BEARER.length()))
          : null;
    }
    return session == null ? null : sessions.find(session);
  }
}
