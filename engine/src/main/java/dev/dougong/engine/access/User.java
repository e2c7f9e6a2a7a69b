package dev.dougong.engine.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in. Never holds a password.
 *
 * @param id immutable
 * @param username lower case, unique
 * @param name for people
 * @param orgUnit unit to which the person belongs, or null
 * @param language {@code zh} or {@code en}
 * @param roles keys of the roles of the person
 * @param isActive whether the person may sign in
 * @param version grows with every change
 */
public record User(
    UUID id,
    String username,
    String name,
    @Nullable UUID orgUnit,
    String language,
    Set<String> roles,
    boolean isActive,
    long version) {

  /** Key of the built-in role that has all rights. */
  public static final String ADMIN = "admin";

  /** Copies the roles. */
  public User {
    roles = Set.copyOf(roles);
  }

  /** Whether the person has the built-in role with all rights. */
  public boolean isAdmin() {
    return roles.contains(ADMIN);
  }
}
