package dev.dougong.web.rest;

import dev.dougong.engine.access.OrgUnit;
import dev.dougong.engine.access.OrgUnits;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.access.Users.NewUser;
import dev.dougong.engine.access.Users.UserChange;
import dev.dougong.engine.definition.RoleDefinition;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.rest.PeopleFile.Column;
import dev.dougong.web.rest.PeopleFile.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a file of people comes to: who is new, who changes, and what is wrong in which row. */
final class PeoplePlan {

  private static final int SUGGESTED = 3;

  private final Users users;
  private final Metadata metadata;
  private final Map<String, User> known = new HashMap<>();
  private final List<OrgUnit> units;
  private final Set<String> seen = new HashSet<>();
  private final List<Planned> people = new ArrayList<>();

  /** What becomes of a row. */
  enum Outcome {
    NEW,
    CHANGED,
    SAME,
    WRONG;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A row with what it comes to.
   *
   * @param before the person as they are, or null for a new one
   * @param make the person to make, for a new one that is right
   * @param change what is to change, for a known one that is right
   * @param roles of a new one
   */
  record Planned(
      Line line,
      Outcome outcome,
      @Nullable User before,
      NewUser make,
      UserChange change,
      Set<String> roles,
      List<Problem> problems) {}

  private PeoplePlan(PeopleFile file, Users users, OrgUnits units, Metadata metadata) {
    this.users = users;
    this.metadata = metadata;
    this.units = units.list().stream().filter(unit -> !unit.isArchived()).toList();
    List<String> names = file.lines().stream().map(PeoplePlan::username).toList();
    users.named(names).forEach(user -> known.put(user.username(), user));
    file.lines().forEach(line -> people.add(planned(line)));
  }

  /** By the people, units and roles that there are now. */
  static List<Planned> of(PeopleFile file, Users users, OrgUnits units, Metadata metadata) {
    return List.copyOf(new PeoplePlan(file, users, units, metadata).people);
  }

  private static String username(Line line) {
    return line.cell(Column.USERNAME).toLowerCase(Locale.ROOT);
  }

  private Planned planned(Line line) {
    List<Problem> problems = new ArrayList<>();
    String username = username(line);
    User before = known.get(username);
    if (!seen.add(username)) {
      problems.add(at(Column.USERNAME, "peopleImport.repeated").with("value", username));
    }
    UUID unit = unit(line, problems);
    Set<String> roles = roles(line, problems);
    String language = language(line, before);
    String name = line.cell(Column.NAME);
    NewUser make =
        new NewUser(
            username, before != null && name.isEmpty() ? before.name() : name, unit, language);
    problems.addAll(users.problemsOf(make));
    UserChange change = change(before, make, roles, line);
    Outcome outcome =
        !problems.isEmpty()
            ? Outcome.WRONG
            : before == null ? Outcome.NEW : isNothing(change) ? Outcome.SAME : Outcome.CHANGED;
    return new Planned(
        line, outcome, before, make, change, roles == null ? Set.of() : roles, problems);
  }

  private static Problem at(Column column, String code) {
    return Problem.at("/" + column.key(), code);
  }

  /** Only what differs; empty cells leave things as they are. */
  private static UserChange change(
      @Nullable User before, NewUser wanted, @Nullable Set<String> roles, Line line) {
    if (before == null) {
      return new UserChange(null, null, null, null, null);
    }
    boolean hasLanguage = line.cells().containsKey(Column.LANGUAGE);
    UUID unit = wanted.orgUnit();
    return new UserChange(
        wanted.name().equals(before.name()) ? null : wanted.name(),
        unit == null || unit.equals(before.orgUnit()) ? null : unit,
        !hasLanguage || wanted.language().equals(before.language()) ? null : wanted.language(),
        null,
        roles == null || roles.equals(before.roles()) ? null : roles);
  }

  private static boolean isNothing(UserChange change) {
    return change.name() == null
        && change.orgUnit() == null
        && change.language() == null
        && change.roles() == null;
  }

  private static String language(Line line, @Nullable User before) {
    String text = line.cell(Column.LANGUAGE).toLowerCase(Locale.ROOT);
    return switch (text) {
      case "" -> before == null ? "zh" : before.language();
      case "中文", "chinese" -> "zh";
      case "英文", "英语", "english" -> "en";
      default -> text;
    };
  }

  private @Nullable UUID unit(Line line, List<Problem> problems) {
    String text = line.cell(Column.ORG_UNIT);
    if (text.isEmpty()) {
      return null;
    }
    List<OrgUnit> found =
        units.stream()
            .filter(unit -> unit.key().equals(text) || unit.label().texts().containsValue(text))
            .toList();
    if (found.size() == 1) {
      return found.get(0).id();
    }
    if (found.isEmpty()) {
      List<String> names = units.stream().map(unit -> unit.label().in(Locale.CHINESE, "")).toList();
      problems.add(
          at(Column.ORG_UNIT, "peopleImport.unknownUnit")
              .with("value", text)
              .near(suggested(text, names)));
    } else {
      List<String> keys = found.stream().map(OrgUnit::key).sorted().toList();
      problems.add(
          at(Column.ORG_UNIT, "peopleImport.severalUnits").with("value", text).with("keys", keys));
    }
    return null;
  }

  /** Keys of the roles, or null where the cell is empty. */
  private @Nullable Set<String> roles(Line line, List<Problem> problems) {
    String text = line.cell(Column.ROLES);
    if (text.isEmpty()) {
      return null;
    }
    Set<String> roles = new TreeSet<>();
    for (String part : text.split("[、,，;；\\n]")) {
      String name = part.strip();
      if (!name.isEmpty()) {
        String key = role(name);
        if (key == null) {
          problems.add(
              at(Column.ROLES, "peopleImport.unknownRole")
                  .with("value", name)
                  .near(suggested(name, roleNames())));
        } else {
          roles.add(key);
        }
      }
    }
    return roles;
  }

  /** Names that are near, or else some that there are. */
  private static List<String> suggested(String text, List<String> names) {
    List<String> near = NearNames.near(text, names);
    return near.isEmpty() ? names.stream().sorted().distinct().limit(SUGGESTED).toList() : near;
  }

  private List<String> roleNames() {
    return metadata.roles().values().stream()
        .flatMap(
            role -> Stream.concat(Stream.of(role.key()), role.label().texts().values().stream()))
        .toList();
  }

  private @Nullable String role(String name) {
    if (name.equals(User.ADMIN) || metadata.roles().containsKey(name)) {
      return name;
    }
    for (RoleDefinition role : metadata.roles().values()) {
      if (role.label().texts().containsValue(name)) {
        return role.key();
      }
    }
    return null;
  }
}
