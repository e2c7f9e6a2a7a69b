package dev.dougong.workflow;

import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Three people of two stores, and one who has left. */
public final class People implements Users, Directory {

  public static final UUID ADMIN = new UUID(7, 1);
  public static final UUID CLERK = new UUID(7, 2);
  public static final UUID OTHER = new UUID(7, 3);
  public static final UUID GONE = new UUID(7, 4);
  public static final UUID NORTH = new UUID(8, 1);
  public static final UUID SOUTH = new UUID(8, 2);

  private static final Map<UUID, User> ALL =
      Map.of(
          ADMIN, user(ADMIN, "admin", NORTH, "admin", true),
          CLERK, user(CLERK, "clerk", NORTH, "clerk", true),
          OTHER, user(OTHER, "other", SOUTH, "clerk", true),
          GONE, user(GONE, "gone", SOUTH, "clerk", false));

  private static User user(UUID id, String name, UUID unit, String role, boolean isActive) {
    return new User(id, name, name, unit, "zh", Set.of(role), isActive, 1);
  }

  @Override
  public @Nullable User find(UUID id) {
    return ALL.get(id);
  }

  @Override
  public @Nullable String userName(UUID user) {
    User found = find(user);
    return found == null ? null : found.name();
  }

  @Override
  public @Nullable User findByUsername(String username) {
    return ALL.values().stream()
        .filter(user -> user.username().equals(username))
        .findFirst()
        .orElse(null);
  }

  @Override
  public @Nullable UUID user(String username) {
    User found = findByUsername(username);
    return found == null ? null : found.id();
  }

  @Override
  public @Nullable String orgUnitName(UUID unit, Locale locale) {
    return unit.equals(NORTH) ? "north" : unit.equals(SOUTH) ? "south" : null;
  }

  @Override
  public @Nullable UUID orgUnit(String key) {
    return key.equals("north") ? NORTH : key.equals("south") ? SOUTH : null;
  }

  @Override
  public List<User> search(@Nullable String words, @Nullable String after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long countActive(String role) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long count() {
    throw new UnsupportedOperationException();
  }

  @Override
  public User create(NewUser user) {
    throw new UnsupportedOperationException();
  }

  @Override
  public User change(UUID id, long version, UserChange change) {
    throw new UnsupportedOperationException();
  }

  @Override
  public User setRoles(UUID id, Collection<String> roles) {
    throw new UnsupportedOperationException();
  }
}
