package dev.dougong.workflow;

import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.Problem;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People of two stores and the head office above them, one who has left, and a crowd. */
public final class People implements Users, Directory {

  public static final UUID ADMIN = new UUID(7, 1);
  public static final UUID CLERK = new UUID(7, 2);
  public static final UUID OTHER = new UUID(7, 3);
  public static final UUID GONE = new UUID(7, 4);
  public static final UUID MANAGER = new UUID(7, 5);
  public static final UUID BOSS = new UUID(7, 6);
  public static final UUID OWNER = new UUID(7, 7);
  public static final UUID TECHNICIAN = new UUID(7, 8);
  public static final UUID NORTH = new UUID(8, 1);
  public static final UUID SOUTH = new UUID(8, 2);
  public static final UUID HEAD = new UUID(8, 3);

  private static final long CROWD = 9;

  private static final Map<UUID, User> ALL =
      Map.of(
          ADMIN, user(ADMIN, "admin", NORTH, "admin", true),
          CLERK, user(CLERK, "clerk", NORTH, "clerk", true),
          OTHER, user(OTHER, "other", SOUTH, "clerk", true),
          GONE, user(GONE, "gone", SOUTH, "clerk", false),
          MANAGER, user(MANAGER, "manager", NORTH, "storeManager", true),
          BOSS, user(BOSS, "boss", HEAD, "storeManager", true),
          OWNER, user(OWNER, "owner", HEAD, "owner", true),
          TECHNICIAN, user(TECHNICIAN, "technician", HEAD, "afterSales", true));

  /** One of the many of the role {@code crowd}, from 1. */
  public static UUID crowd(int number) {
    return new UUID(CROWD, number);
  }

  private static User user(UUID id, String name, UUID unit, String role, boolean isActive) {
    return new User(id, name, name, unit, "zh", Set.of(role), isActive, 1);
  }

  private final Set<UUID> blocked = ConcurrentHashMap.newKeySet();

  @Override
  public @Nullable User find(UUID id) {
    User user = known(id);
    return user == null || !blocked.contains(id)
        ? user
        : new User(
            id,
            user.username(),
            user.name(),
            user.orgUnit(),
            user.language(),
            user.roles(),
            false,
            user.version());
  }

  private static @Nullable User known(UUID id) {
    return id.getMostSignificantBits() == CROWD
        ? user(id, "crowd" + id.getLeastSignificantBits(), NORTH, "crowd", true)
        : ALL.get(id);
  }

  @Override
  public @Nullable String userName(UUID user) {
    User found = find(user);
    return found == null ? null : found.name();
  }

  @Override
  public List<User> named(Collection<String> usernames) {
    return ALL.values().stream().filter(user -> usernames.contains(user.username())).toList();
  }

  @Override
  public List<Problem> problemsOf(NewUser user) {
    throw new UnsupportedOperationException();
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
  public List<User> searchAll(
      @Nullable String words, @Nullable String after, int limit, Among among) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<User> holders(String role, @Nullable Collection<UUID> units) {
    List<User> crowd =
        role.equals("crowd")
            ? IntStream.rangeClosed(1, 50)
                .mapToObj(i -> Objects.requireNonNull(find(crowd(i))))
                .toList()
            : List.of();
    return Stream.concat(ALL.values().stream(), crowd.stream())
        .filter(user -> user.isActive() && user.roles().contains(role))
        .filter(user -> units == null || units.contains(user.orgUnit()))
        .sorted(Comparator.comparing(User::username))
        .toList();
  }

  @Override
  public long countActive(String role) {
    return holders(role, null).size();
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
    if (Boolean.FALSE.equals(change.isActive())) {
      blocked.add(id);
    } else {
      blocked.remove(id);
    }
    return Objects.requireNonNull(find(id));
  }

  @Override
  public User setRoles(UUID id, Collection<String> roles) {
    throw new UnsupportedOperationException();
  }
}
