package dev.dougong.web.auth;

import dev.dougong.engine.access.User;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param user whose rights count
 * @param roles the roles that count: all of the user, or those of the API key that the user still
 *     has
 * @param sessionHash of the session, or null for an API key
 */
public record Identity(User user, Set<String> roles, @Nullable String sessionHash) {

  /** Copies the roles. */
  public Identity {
    roles = Set.copyOf(roles);
  }

  /** Whether the built-in role with all rights counts. */
  public boolean isAdmin() {
    return roles.contains(User.ADMIN);
  }
}
