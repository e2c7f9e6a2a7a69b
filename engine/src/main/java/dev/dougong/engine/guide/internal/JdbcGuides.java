package dev.dougong.engine.guide.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.guide.Guides;
import dev.dougong.engine.guide.OpenDashboards;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.RecordPresence;
import dev.dougong.engine.query.RecordPresence.Wanted;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Guides with what is done in the table {@code guide_step}. What is kept is one row for each step,
 * written by one statement that passes over what is there, so tabs and nodes may look at once.
 */
public final class JdbcGuides implements Guides {

  private static final SqlName STEP = SqlName.of("guide_step");
  private static final SqlName PUT_AWAY = SqlName.of("guide_put_away");

  private final Statements statements;
  private final RecordPresence presence;
  private final GuideSight sight;
  private final Standings standings;

  /** Over the records of the workspace. */
  public JdbcGuides(
      Statements statements,
      RecordPresence presence,
      Expressions expressions,
      OpenDashboards dashboards,
      AccessSource rights) {
    this.statements = statements;
    this.presence = presence;
    this.sight = new GuideSight(expressions, dashboards);
    this.standings = new Standings(statements, sight, rights);
  }

  @Override
  public Mine of(Access access) {
    List<ShownGuide> guides = sight.of(access);
    Map<StepName, Instant> kept = kept(access);
    return mine(access, guides, kept, shown(access, guides, kept));
  }

  @Override
  public Mine look(Access access) {
    List<ShownGuide> guides = sight.of(access);
    Map<StepName, Instant> kept = kept(access);
    Set<StepName> now = shown(access, guides, kept);
    if (!now.isEmpty()) {
      keep(access, now);
      now.forEach(name -> kept.put(name, access.evaluation().now()));
    }
    return mine(access, guides, kept, now);
  }

  private Mine mine(
      Access access, List<ShownGuide> guides, Map<StepName, Instant> kept, Set<StepName> now) {
    List<Guide> mine = new ArrayList<>();
    for (ShownGuide guide : guides) {
      List<Step> steps = new ArrayList<>();
      for (ShownStep step : guide.steps()) {
        boolean isDone = kept.containsKey(step.name()) || now.contains(step.name());
        steps.add(
            new Step(
                step.key(),
                step.label(),
                step.text(),
                step.open(),
                step.evidence() == null,
                isDone,
                kept.get(step.name())));
      }
      mine.add(new Guide(guide.key(), guide.label(), guide.description(), steps));
    }
    return new Mine(mine, isPutAway(access));
  }

  private Map<StepName, Instant> kept(Access access) {
    Map<StepName, Instant> kept = new HashMap<>();
    statements
        .query(
            Sql.of("select guide, step, done_at from ")
                .add(schema(access), STEP)
                .add(" where user_id = ")
                .bind(SqlType.UUID, access.userId()),
            row ->
                Map.entry(
                    new StepName(
                        Objects.requireNonNull(row.text(1)), Objects.requireNonNull(row.text(2))),
                    Objects.requireNonNull(row.instant(3))))
        .forEach(one -> kept.put(one.getKey(), one.getValue()));
    return kept;
  }

  /** The steps that are not kept and that a record shows now. */
  private Set<StepName> shown(Access access, List<ShownGuide> guides, Map<StepName, Instant> kept) {
    List<StepName> names = new ArrayList<>();
    List<Wanted> wanted = new ArrayList<>();
    for (ShownGuide guide : guides) {
      for (ShownStep step : guide.steps()) {
        Wanted evidence = step.evidence();
        if (evidence != null && !kept.containsKey(step.name())) {
          names.add(step.name());
          wanted.add(evidence);
        }
      }
    }
    List<Boolean> found = presence.of(access, wanted);
    Set<StepName> shown = new HashSet<>();
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i)) {
        shown.add(names.get(i));
      }
    }
    return shown;
  }

  private void keep(Access access, Set<StepName> names) {
    List<StepName> all = List.copyOf(names);
    statements.update(
        Sql.of("insert into ")
            .add(schema(access), STEP)
            .add(" (user_id, guide, step, done_at) select ")
            .bind(SqlType.UUID, access.userId())
            .add(", done.guide, done.step, ")
            .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
            .add(" from unnest(")
            .bind(SqlType.TEXT_ARRAY, all.stream().map(StepName::guide).toList())
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, all.stream().map(StepName::step).toList())
            .add(") as done(guide, step) order by done.guide, done.step on conflict do nothing"));
  }

  @Override
  public void tick(Access access, String guide, String step, boolean isDone) {
    ShownStep found = find(access, guide, step);
    if (found == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    if (found.evidence() != null) {
      throw new InputException(
          Problem.of("guide.notTicked").with("value", found.label().in(access.locale(), step)));
    }
    if (isDone) {
      keep(access, Set.of(found.name()));
      return;
    }
    statements.update(
        Sql.of("delete from ")
            .add(schema(access), STEP)
            .add(" where user_id = ")
            .bind(SqlType.UUID, access.userId())
            .add(" and guide = ")
            .bind(SqlType.TEXT, found.name().guide())
            .add(" and step = ")
            .bind(SqlType.TEXT, found.name().step()));
  }

  private @Nullable ShownStep find(Access access, String guide, String step) {
    for (ShownGuide one : sight.of(access)) {
      for (ShownStep each : one.key().equals(guide) ? one.steps() : List.<ShownStep>of()) {
        if (each.key().equals(step)) {
          return each;
        }
      }
    }
    return null;
  }

  private boolean isPutAway(Access access) {
    return statements.count(
            Sql.of("select count(*) from ")
                .add(schema(access), PUT_AWAY)
                .add(" where user_id = ")
                .bind(SqlType.UUID, access.userId()))
        > 0;
  }

  @Override
  public void putAway(Access access, boolean isPutAway) {
    Sql sql =
        isPutAway
            ? Sql.of("insert into ")
                .add(schema(access), PUT_AWAY)
                .add(" (user_id, at) values (")
                .bind(SqlType.UUID, access.userId())
                .add(", ")
                .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
                .add(") on conflict do nothing")
            : Sql.of("delete from ")
                .add(schema(access), PUT_AWAY)
                .add(" where user_id = ")
                .bind(SqlType.UUID, access.userId());
    statements.update(sql);
  }

  @Override
  public Page progress(Access access, Question question) {
    if (!GuideSight.isAdministrator(access)) {
      throw new AccessException(Problem.of("notFound"));
    }
    return standings.of(access, question);
  }

  private static SqlName schema(Access access) {
    return access.metadata().workspace().schema();
  }
}
