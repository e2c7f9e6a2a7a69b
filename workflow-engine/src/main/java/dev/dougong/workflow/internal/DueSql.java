package dev.dougong.workflow.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.workflow.trigger.Occasion;
import java.time.Instant;
import java.time.LocalTime;

/**
 * The moments of many records as one query; gives the same as {@link DueTimes}. Reads {@code x(id,
 * v1 the field, v2 made at)} and gives {@code id, occurrence, due}.
 */
final class DueSql {

  private final SqlName schema;
  private final DueTimes times;
  private final Occasion.Due rule;
  private final Instant now;

  DueSql(SqlName schema, DueTimes times, Instant now) {
    this.schema = schema;
    this.times = times;
    this.rule = times.rule();
    this.now = now;
  }

  /** The moments to come, and those that are past where the rule says so. */
  Sql moments() {
    Sql sql =
        Sql.of("select d.id, d.occurrence, d.due from (select b.id, m.occurrence, m.due from (")
            .add(base())
            .add(") b cross join lateral (")
            .add(rule.isYearly() ? yearly() : moment(Sql.of("0")))
            .add(") m where b.base is not null) d where d.due is not null");
    if (!rule.startsPast()) {
      sql.add(" and d.due > ").bind(SqlType.TIMESTAMPTZ, now);
    }
    return sql;
  }

  private boolean isMoment() {
    return !(rule.base() instanceof Occasion.At) || times.field().kind() == ValueKind.DATE_TIME;
  }

  private Sql base() {
    if (rule.base() instanceof Occasion.Since) {
      return Sql.of("select x.id, coalesce(x.v1, x.v2) as base from x");
    }
    if (rule.base() instanceof Occasion.Entered entered) {
      return Sql.of("select x.id, coalesce((select max(c.at) from ")
          .add(schema)
          .add(".change c where c.record = x.id and jsonb_exists(c.after, ")
          .bind(SqlType.TEXT, "f" + times.field().id())
          .add(")), x.v2) as base from x where x.v1 = ")
          .bind(SqlType.TEXT, entered.value());
    }
    return Sql.of("select x.id, x.v1 as base from x");
  }

  /** The base as a day and a time in the zone, moved by years and by the rule. */
  private Sql moment(Sql years) {
    Sql day =
        Sql.of("(").add(day()).add(" + make_interval(years => (").add(years).add(")::int))::date");
    Sql due =
        Sql.of("((((")
            .add(day)
            .add(" + ")
            .bind(SqlType.TEXT, rule.shift().days().toString())
            .add("::interval)::date + ")
            .add(clock())
            .add(") at time zone ")
            .bind(SqlType.TEXT, times.zone().getId())
            .add(") + make_interval(secs => ")
            .bind(SqlType.BIGINT, rule.shift().time().getSeconds())
            .add("))");
    Sql start =
        Sql.of("(")
            .add(day)
            .add("::timestamp at time zone ")
            .bind(SqlType.TEXT, times.zone().getId())
            .add(")");
    return Sql.of("select ")
        .add(rule.isYearly() || !isMoment() ? start : Sql.of("b.base"))
        .add(" as occurrence, ")
        .add(due)
        .add(" as due");
  }

  private Sql local() {
    return Sql.of("(b.base at time zone ").bind(SqlType.TEXT, times.zone().getId()).add(")");
  }

  private Sql day() {
    return isMoment() ? local().add("::date") : Sql.of("b.base");
  }

  private Sql clock() {
    LocalTime time = rule.time();
    if (time == null && isMoment()) {
      return local().add("::time");
    }
    return new Sql().bind(SqlType.TIME, time == null ? DueTimes.MORNING : time);
  }

  /** The first of the next years' moments that is not past. */
  private Sql yearly() {
    int year = now.atZone(times.zone()).getYear();
    Sql passed =
        Sql.of("greatest(0, ").number(year).add(" - extract(year from ").add(day()).add(")::int");
    return Sql.of("select n.occurrence, n.due from generate_series(")
        .add(passed)
        .add(" - 1), ")
        .add(passed)
        .add(") + 2) as y(n) cross join lateral (")
        .add(moment(Sql.of("y.n")))
        .add(") n where n.due > ")
        .bind(SqlType.TIMESTAMPTZ, now)
        .add(" order by n.due limit 1");
  }
}
