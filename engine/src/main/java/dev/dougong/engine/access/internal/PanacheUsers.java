package dev.dougong.engine.access.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.AccessEpochStore;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.LimitSource;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Users in the tables {@code app_user} and {@code role_binding}. Each change moves the access epoch
 * first: its row is the lock by which changes of people and of the tree follow one another.
 */
@WorkspaceScoped
public final class PanacheUsers implements Users {

  private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,59}");
  private static final int NAME_LENGTH = 100;

  private final Transactions transactions;
  private final AccessEpochStore epoch;
  private final AuditLog audit;
  private final IdSource ids;
  private final InstantSource clock;
  private final Workspace workspace;
  private final LimitSource limits;

  /** Within the engine's transactions. */
  @Inject
  public PanacheUsers(
      Transactions transactions,
      AccessEpochStore epoch,
      AuditLog audit,
      IdSource ids,
      InstantSource clock,
      Workspace workspace,
      LimitSource limits) {
    this.transactions = transactions;
    this.epoch = epoch;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.workspace = workspace;
    this.limits = limits;
  }

  @Override
  public @Nullable User find(UUID id) {
    return transactions.required(
        () -> {
          @Nullable AppUser row = AppUser.findById(id);
          return row == null ? null : row.toUser();
        });
  }

  @Override
  public @Nullable User findByUsername(String username) {
    return transactions.required(
        () -> {
          @Nullable AppUser row = AppUser.<AppUser>find("username", username).firstResult();
          return row == null ? null : row.toUser();
        });
  }

  @Override
  public List<User> named(Collection<String> usernames) {
    return usernames.isEmpty()
        ? List.of()
        : transactions.required(
            () ->
                AppUser.<AppUser>list("username in ?1", List.copyOf(usernames)).stream()
                    .map(AppUser::toUser)
                    .toList());
  }

  @Override
  public List<Problem> problemsOf(NewUser user) {
    List<Problem> problems = new ArrayList<>();
    if (!USERNAME.matcher(user.username()).matches()) {
      problems.add(Problem.at("/username", "access.badUsername").with("value", user.username()));
    }
    checkName(user.name(), problems);
    checkLanguage(user.language(), problems);
    return problems;
  }

  @Override
  public List<User> search(@Nullable String words, @Nullable String after, int limit) {
    return search("isActive and ", words, after, limit, Among.ALL);
  }

  @Override
  public List<User> searchAll(
      @Nullable String words, @Nullable String after, int limit, Among among) {
    return search("", words, after, limit, among);
  }

  private List<User> search(
      String which, @Nullable String words, @Nullable String after, int limit, Among among) {
    String pattern = words == null ? "%" : "%" + escape(words.toLowerCase(Locale.ROOT)) + "%";
    return transactions.required(
        () ->
            found(which, after == null ? "" : after, pattern, among).page(0, limit).stream()
                .map(AppUser::toUser)
                .toList());
  }

  private static PanacheQuery<AppUser> found(
      String which, String after, String pattern, Among among) {
    Map<String, Object> values = new HashMap<>(Map.of("after", after, "pattern", pattern));
    StringBuilder where = new StringBuilder(which);
    where.append("username > :after and (username like :pattern escape '!'");
    where.append(" or lower(name) like :pattern escape '!')");
    if (among.units() != null) {
      where.append(" and orgUnit in :units");
      values.put("units", List.copyOf(among.units()));
    }
    if (among.role() != null) {
      where.append(" and :role member of roles");
      values.put("role", among.role());
    }
    return AppUser.find(where.append(" order by username").toString(), values);
  }

  private static String escape(String words) {
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  @Override
  public List<User> holders(String role, @Nullable Collection<UUID> units) {
    String ofRole = "isActive and ?1 member of roles";
    return transactions.required(
        () ->
            (units == null
                    ? AppUser.<AppUser>find(ofRole + " order by username", role)
                    : AppUser.<AppUser>find(
                        ofRole + " and orgUnit in ?2 order by username", role, List.copyOf(units)))
                .stream().map(AppUser::toUser).toList());
  }

  @Override
  public long countActive(String role) {
    return transactions.required(() -> AppUser.count("isActive and ?1 member of roles", role));
  }

  @Override
  public long count() {
    return transactions.required(() -> AppUser.count());
  }

  @Override
  public User create(NewUser user) {
    List<Problem> problems = problemsOf(user);
    return transactions.required(
        () -> {
          epoch.advance();
          checkUnit(user.orgUnit(), problems);
          refuse(problems);
          if (AppUser.count("username", user.username()) > 0) {
            throw new ConflictException(
                Problem.at("/username", "duplicate").with("value", user.username()));
          }
          checkRoom();
          AppUser row = new AppUser();
          row.id = ids.next();
          row.username = user.username();
          row.name = user.name();
          row.orgUnit = user.orgUnit();
          row.language = user.language();
          row.createdAt = clock.instant();
          row.persistAndFlush();
          User made = row.toUser();
          tell("user.created", row.id, JsonNodeFactory.instance.objectNode(), json(made));
          return made;
        });
  }

  @Override
  public User change(UUID id, long version, UserChange change) {
    List<Problem> problems = new ArrayList<>();
    checkName(change.name(), problems);
    checkLanguage(change.language(), problems);
    return transactions.required(
        () -> {
          epoch.advance();
          checkUnit(change.orgUnit(), problems);
          refuse(problems);
          AppUser row = get(id);
          if (row.version != version) {
            throw new ConflictException(Problem.of("staleVersion").with("version", row.version));
          }
          boolean wasAdmin = isActiveAdmin(row);
          ObjectNode before = json(row.toUser());
          if (Boolean.TRUE.equals(change.isActive()) && !row.isActive) {
            checkRoom();
          }
          row.name = Objects.requireNonNullElse(change.name(), row.name);
          row.language = Objects.requireNonNullElse(change.language(), row.language);
          row.isActive = Objects.requireNonNullElse(change.isActive(), row.isActive);
          if (change.orgUnit() != null) {
            row.orgUnit = change.orgUnit();
          }
          if (Boolean.TRUE.equals(change.isActive())) {
            checkUnit(row.orgUnit, problems);
            refuse(problems);
          }
          if (change.roles() != null) {
            giveRoles(row, change.roles());
          }
          row.persistAndFlush();
          keepAnAdministrator(row, wasAdmin);
          tell("user.changed", id, before, json(row.toUser()));
          return row.toUser();
        });
  }

  /** Exact on all nodes: the row of the epoch is locked. */
  private void checkRoom() {
    @Nullable Long most = limits.of(workspace).of(Limit.PEOPLE);
    if (most != null) {
      long used = AppUser.count("isActive");
      if (used >= most) {
        throw new InputException(Limit.PEOPLE.reached(used, 1, most));
      }
    }
  }

  @Override
  public User setRoles(UUID id, Collection<String> roles) {
    return transactions.required(
        () -> {
          epoch.advance();
          AppUser row = get(id);
          boolean wasAdmin = isActiveAdmin(row);
          ObjectNode before = json(row.toUser());
          giveRoles(row, roles);
          row.persistAndFlush();
          keepAnAdministrator(row, wasAdmin);
          tell("user.changed", id, before, json(row.toUser()));
          return row.toUser();
        });
  }

  private void tell(String kind, UUID id, ObjectNode before, ObjectNode after) {
    audit.tell(kind, id.toString(), AuditDetails.differences(before, after));
  }

  private static ObjectNode json(User user) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("username", user.username())
            .put("name", user.name())
            .put("orgUnit", user.orgUnit() == null ? null : user.orgUnit().toString())
            .put("language", user.language())
            .put("active", user.isActive());
    user.roles().stream().sorted().forEach(json.putArray("roles")::add);
    return json;
  }

  private static void giveRoles(AppUser row, Collection<String> roles) {
    row.roles.retainAll(new HashSet<>(roles));
    row.roles.addAll(roles);
  }

  private static boolean isActiveAdmin(AppUser row) {
    return row.isActive && row.roles.contains(User.ADMIN);
  }

  private void keepAnAdministrator(AppUser row, boolean wasAdmin) {
    if (wasAdmin && !isActiveAdmin(row) && countActive(User.ADMIN) == 0) {
      throw new InputException(Problem.at("/roles", "access.lastAdmin"));
    }
  }

  private static AppUser get(UUID id) {
    @Nullable AppUser row = AppUser.findById(id);
    if (row == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return row;
  }

  private static void checkUnit(@Nullable UUID unit, List<Problem> problems) {
    if (unit == null) {
      return;
    }
    @Nullable OrgUnitRow row = OrgUnitRow.findById(unit);
    if (row == null) {
      problems.add(Problem.at("/orgUnit", "access.unknownOrgUnit").with("value", unit));
    } else if (row.isArchived) {
      problems.add(Problem.at("/orgUnit", "access.archivedUnit").with("value", row.key));
    }
  }

  private static void checkName(@Nullable String name, List<Problem> problems) {
    if (name != null && (name.isBlank() || name.length() > NAME_LENGTH)) {
      problems.add(Problem.at("/name", "access.badName").with("limit", NAME_LENGTH));
    }
  }

  private static void checkLanguage(@Nullable String language, List<Problem> problems) {
    if (language != null && !language.equals("zh") && !language.equals("en")) {
      problems.add(Problem.at("/language", "access.badLanguage").with("value", language));
    }
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }
}
