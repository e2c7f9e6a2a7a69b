package dev.dougong.engine.guide.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.guide.Guides.Next;
import dev.dougong.engine.guide.Guides.Order;
import dev.dougong.engine.guide.Guides.Page;
import dev.dougong.engine.guide.Guides.Question;
import dev.dougong.engine.guide.Guides.Standing;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far all people are, by two statements. Steps depend on rights and rights on roles alone, so
 * what is looked up once is not a person but each set of roles that somebody has.
 */
final class Standings {

  private static final int LONGEST_PAGE = 200;
  private static final String ROLE_BREAK = ",";

  private final Statements statements;
  private final GuideSight sight;
  private final AccessSource rights;

  Standings(Statements statements, GuideSight sight, AccessSource rights) {
    this.statements = statements;
    this.sight = sight;
    this.rights = rights;
  }

  /** The steps of all sets of roles, one beside the other. */
  private static final class Steps {
    final List<String> roles = new ArrayList<>();
    final List<Integer> places = new ArrayList<>();
    final List<StepName> names = new ArrayList<>();
    final List<Next> labels = new ArrayList<>();
  }

  private record Row(Standing standing, int people, int finished, String cursor) {}

  Page of(Access access, Question question) {
    if (question.limit() < 1 || question.limit() > LONGEST_PAGE) {
      throw new InputException(
          Problem.at("/limit", "query.limitOutOfRange")
              .with("limit", question.limit())
              .with("max", LONGEST_PAGE));
    }
    Steps steps = steps(access, question);
    List<Row> found =
        statements.query(sql(access, question, steps), row -> read(row, steps.labels));
    boolean isMore = found.size() > question.limit();
    List<Row> page = isMore ? found.subList(0, question.limit()) : found;
    return new Page(
        page.stream().map(Row::standing).toList(),
        found.isEmpty() ? 0 : found.get(0).people(),
        found.isEmpty() ? 0 : found.get(0).finished(),
        isMore ? page.get(page.size() - 1).cursor() : null);
  }

  private Steps steps(Access access, Question question) {
    Steps steps = new Steps();
    Sql sql = people(access, question).add(" select distinct roles from people");
    for (String roles : statements.query(sql, row -> Objects.requireNonNull(row.text(1)))) {
      Set<String> held = roles.isEmpty() ? Set.of() : Set.of(roles.split(ROLE_BREAK));
      for (ShownGuide guide : sight.of(holder(access, held))) {
        for (ShownStep step : guide.steps()) {
          steps.roles.add(roles);
          steps.places.add(steps.places.size());
          steps.names.add(step.name());
          steps.labels.add(new Next(guide.label(), step.label()));
        }
      }
    }
    return steps;
  }

  /** Anybody with the roles; who it is makes no difference to what they have. */
  private Access holder(Access access, Set<String> roles) {
    User anybody = new User(access.userId(), "", "", null, "zh", roles, true, 0);
    return rights.trial(anybody, roles, access.locale(), access.metadata());
  }

  private static Sql people(Access access, Question question) {
    Sql schema = new Sql().add(access.metadata().workspace().schema());
    Sql sql =
        Sql.template(
            """
            with people as (
              select u.id, u.username, u.name, u.org_unit,
                coalesce((select string_agg(b.role, ',' order by b.role)
                  from {0}.role_binding b where b.user_id = u.id), '') as roles
              from {0}.app_user u where u.is_active""",
            List.of(schema));
    String words = question.words();
    if (words != null) {
      String pattern = "%" + escaped(words.toLowerCase(Locale.ROOT)) + "%";
      sql.add(" and (u.username like ")
          .bind(SqlType.TEXT, pattern)
          .add(" escape '!' or lower(u.name) like ")
          .bind(SqlType.TEXT, pattern)
          .add(" escape '!')");
    }
    if (question.units() != null) {
      sql.add(" and u.org_unit = any(")
          .bind(SqlType.UUID_ARRAY, List.copyOf(question.units()))
          .add(")");
    }
    return sql.add(")");
  }

  private static String escaped(String words) {
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  private static Sql sql(Access access, Question question, Steps steps) {
    Sql sql =
        people(access, question)
            .add(
                Sql.template(
                    """
                    , step as (select * from unnest({1}, {2}, {3}, {4})
                        as s(roles, place, guide, step)),
                    standing as (
                      select p.id, p.username, p.name, p.org_unit, count(*) as steps,
                        count(d.user_id) as done, max(d.done_at) as last_at,
                        min(s.place) filter (where d.user_id is null) as next
                      from people p join step s on s.roles = p.roles
                        left join {0}.guide_step d
                          on d.user_id = p.id and d.guide = s.guide and d.step = s.step
                      group by p.id, p.username, p.name, p.org_unit),
                    ranked as (
                      select s.*, {5} as rank, count(*) over () as people,
                        count(*) filter (where done = steps) over () as finished
                      from standing s)
                    select id, username, name, org_unit, steps, done, last_at, next, rank, people,
                      finished from ranked""",
                    List.of(
                        new Sql().add(access.metadata().workspace().schema()),
                        new Sql().bind(SqlType.TEXT_ARRAY, steps.roles),
                        new Sql().bind(SqlType.INTEGER_ARRAY, steps.places),
                        texts(steps.names.stream().map(StepName::guide).toList()),
                        texts(steps.names.stream().map(StepName::step).toList()),
                        rank(question.order()))));
    if (question.after() != null) {
      sql.add(" where ").add(behind(question));
    }
    return sql.add(" order by rank")
        .add(question.isDescending() ? Sql.of(" desc") : new Sql())
        .add(", username limit ")
        .number(question.limit() + 1L);
  }

  private static Sql texts(List<String> texts) {
    return new Sql().bind(SqlType.TEXT_ARRAY, texts);
  }

  /** A number by which people are sorted; those with the same one follow by their user names. */
  private static Sql rank(Order order) {
    return switch (order) {
      case NAME -> Sql.of("0::bigint");
      case SHARE -> Sql.of("(done * 1000000 / steps)");
      case LAST -> Sql.of("coalesce((extract(epoch from last_at) * 1000000)::bigint, 0)");
    };
  }

  private static Sql behind(Question question) {
    String cursor = Objects.requireNonNull(question.after());
    int at = cursor.indexOf('.');
    Long rank = at < 1 ? null : number(cursor.substring(0, at));
    if (rank == null) {
      throw new InputException(Problem.at("/after", "query.badCursor"));
    }
    return Sql.of("(rank ")
        .add(question.isDescending() ? Sql.of("<") : Sql.of(">"))
        .add(" ")
        .number(rank)
        .add(" or rank = ")
        .number(rank)
        .add(" and username > ")
        .bind(SqlType.TEXT, cursor.substring(at + 1))
        .add(")");
  }

  private static @Nullable Long number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Row read(ResultRow row, List<Next> labels) {
    String username = Objects.requireNonNull(row.text(2));
    Standing standing =
        new Standing(
            Objects.requireNonNull(row.uuid(1)),
            username,
            Objects.requireNonNull(row.text(3)),
            row.uuid(4),
            (int) row.number(5),
            (int) row.number(6),
            row.instant(7),
            row.isNull(8) ? null : labels.get((int) row.number(8)));
    return new Row(
        standing, (int) row.number(10), (int) row.number(11), row.number(9) + "." + username);
  }
}
