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
 * @param due what the person has to do before anything else, or null
 */
public record Identity(
    User user, Set<String> roles, @Nullable String sessionHash, @Nullable Due due) {

  /** What may have to be done first. */
  public enum Due {
    /** Choosing a password that nobody else knows. */
    PASSWORD("password", "access.passwordDue"),
    /** Setting up a second factor, because a role must have one. */
    SECOND_FACTOR("secondFactor", "access.secondFactorDue");

    private final String id;
    private final String problem;

    Due(String id, String problem) {
      this.id = id;
      this.problem = problem;
    }

    /** As written in the API. */
    public String id() {
      return id;
    }

    /** Code of the refusal of everything else. */
    String problem() {
      return problem;
    }
  }

  /** Copies the roles. */
  public Identity {
    roles = Set.copyOf(roles);
  }

  /** Whether the built-in role with all rights counts. */
  public boolean isAdmin() {
    return roles.contains(User.ADMIN);
  }
}
