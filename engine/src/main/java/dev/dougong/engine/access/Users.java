package dev.dougong.engine.access;

import dev.dougong.engine.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The people of the workspace. Every change moves the access epoch in its own transaction. Checks
 * what it is given and refuses with a {@code ProblemException}; who may call is the caller's
 * business. Thread-safe.
 */
public interface Users {

  /** The user, or null. */
  @Nullable User find(UUID id);

  /** The user of the name (lower case), or null. */
  @Nullable User findByUsername(String username);

  /** Those users of these names (lower case) that there are, whether or not they may sign in. */
  List<User> named(Collection<String> usernames);

  /**
   * What is wrong with a user to make, whatever its unit; the names of others are not looked at.
   */
  List<Problem> problemsOf(NewUser user);

  /**
   * Active users in the order of usernames.
   *
   * @param words part of the name or the username, or null for all
   * @param after last username of the page before, or null
   */
  List<User> search(@Nullable String words, @Nullable String after, int limit);

  /**
   * The same with those who cannot sign in any more.
   *
   * @param among whom it is about
   */
  List<User> searchAll(@Nullable String words, @Nullable String after, int limit, Among among);

  /**
   * Active users who have a role, in the order of usernames.
   *
   * @param units of which units, or null for all
   */
  List<User> holders(String role, @Nullable Collection<UUID> units);

  /** How many active users have a role. */
  long countActive(String role);

  /** How many there are. */
  long count();

  /** Makes a user without roles and without a password. */
  User create(NewUser user);

  /**
   * Changes what is not null; {@code version} is the one that was read. The last active
   * administrator stays one, whatever comes at once.
   */
  User change(UUID id, long version, UserChange change);

  /** Gives exactly these roles; the last active administrator stays one. */
  User setRoles(UUID id, Collection<String> roles);

  /**
   * Some of the people.
   *
   * @param units of which units, or null for all people, also those of no unit
   * @param role with which role, or null for any and none
   */
  record Among(@Nullable Collection<UUID> units, @Nullable String role) {

    /** Everybody. */
    public static final Among ALL = new Among(null, null);
  }

  /**
   * A user to make.
   *
   * @param username 1 to 60 of lower-case letters, digits, {@code . _ - @}
   * @param name for people
   * @param orgUnit unit, or null
   * @param language {@code zh} or {@code en}
   */
  record NewUser(String username, String name, @Nullable UUID orgUnit, String language) {}

  /**
   * A change; null means as it is.
   *
   * @param isActive false ends all sessions and keys at once
   * @param roles exactly these
   */
  record UserChange(
      @Nullable String name,
      @Nullable UUID orgUnit,
      @Nullable String language,
      @Nullable Boolean isActive,
      @Nullable Set<String> roles) {}
}
