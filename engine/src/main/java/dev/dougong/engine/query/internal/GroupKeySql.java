package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupKey.CalendarPart;
import dev.dougong.engine.query.GroupMeasure.Epoch;
import dev.dougong.engine.query.GroupMeasure.Reach;
import dev.dougong.engine.query.GroupPeriod;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of groups as SQL over a record, and the same as conditions, so that a list behind a group
 * has exactly its records.
 */
final class GroupKeySql {

  private final Access access;
  private final GroupQuery query;
  private final SqlName row;

  GroupKeySql(Access access, GroupQuery query, SqlName row) {
    this.access = access;
    this.query = query;
    this.row = row;
  }

  /** How far the days of an epoch are moved, so that they meet those that they compare with. */
  private record Shift(int amount, ChronoUnit unit) {}

  /** The name of a record's group. */
  Sql name(GroupKey key, Epoch epoch, RecordSqlScope scope) {
    Sql value = value(key, scope);
    if (key.bucket() instanceof GroupKey.Calendar calendar) {
      return calendar(value, key.value().type().kind(), calendar.part(), shift(key, epoch));
    }
    if (key.bucket() instanceof GroupKey.Ranges ranges) {
      List<Sql> bounds = new ArrayList<>();
      ranges.bounds().forEach(bound -> bounds.add(new Sql().bind(SqlType.NUMERIC, bound)));
      return Sql.of("width_bucket(")
          .add(value)
          .add("::numeric, array[")
          .join(", ", bounds)
          .add("])");
    }
    if (key.bucket() instanceof GroupKey.Steps steps) {
      Sql number = new Sql().add(value).add("::numeric");
      Sql width = new Sql().bind(SqlType.NUMERIC, steps.width());
      return Sql.template(
          "trim_scale((div({0}, {1}) - case when {0} < 0 and mod({0}, {1}) <> 0 then 1 else 0 end)"
              + " * {1})",
          List.of(number, width));
    }
    if (key.bucket() instanceof GroupKey.Beginning beginning) {
      return Sql.of("(left(")
          .add(value)
          .add(", ")
          .number(beginning.length())
          .add(") || ")
          .bind(SqlType.TEXT, beginning.rest())
          .add(")");
    }
    return key.bucket() instanceof GroupKey.Furthest furthest ? furthest(furthest, value) : value;
  }

  /** True exactly for the records of the group. */
  Sql isIn(GroupKey key, @Nullable Object group, Epoch epoch, RecordSqlScope scope) {
    Sql value = value(key, scope);
    if (group == null) {
      return value.add(" is null");
    }
    if (key.bucket() instanceof GroupKey.Calendar calendar
        && group instanceof LocalDate first
        && shift(key, epoch) == null) {
      LocalDate behind = end(first, calendar.part());
      return between(value, key.value().type().kind(), first, behind);
    }
    if (key.bucket() instanceof GroupKey.Ranges ranges && group instanceof Long place) {
      return range(value, ranges.bounds(), place.intValue());
    }
    return name(key, epoch, scope).add(" = ").bind(SqlType.of(key.kind()), group);
  }

  /** True for the records of the groups that a measure adds up; groups without a name are last. */
  Sql isReached(
      GroupKey key, @Nullable Object group, Reach reach, Epoch epoch, RecordSqlScope scope) {
    boolean isUpTo = reach == Reach.UP_TO;
    if (group == null) {
      return isUpTo ? Sql.of("true") : isIn(key, null, epoch, scope);
    }
    Sql condition =
        Sql.of("coalesce(")
            .add(name(key, epoch, scope))
            .add(isUpTo ? " <= " : " >= ")
            .bind(SqlType.of(key.kind()), group);
    return condition.add(isUpTo ? ", false)" : ", true)");
  }

  /** True for the records of an epoch of the query's period. */
  static Sql isIn(GroupPeriod period, Epoch epoch, Access access, RecordSqlScope scope) {
    GroupKeySql keys = new GroupKeySql(access, emptyOf(scope.entity()), SqlName.of("r"));
    return keys.between(
        keys.value(period.value(), scope),
        period.value().type().kind(),
        period.from(epoch),
        period.to(epoch));
  }

  private static GroupQuery emptyOf(Entity entity) {
    return new GroupQuery(
        entity, List.of(), null, List.of(), List.of(), List.of(), 0, null, List.of(), 1);
  }

  private Sql value(GroupKey key, RecordSqlScope scope) {
    return key.related() == null
        ? value(key.value(), scope)
        : new RelatedSql(access, row, scope).value(key.related());
  }

  private Sql value(Expression expression, RecordSqlScope scope) {
    if (expression instanceof Expression.Field field) {
      return new Sql().add(scope.field(field.path(), field.type()));
    }
    return Sql.of("(").add(scope.value(expression)).add(")");
  }

  private @Nullable Shift shift(GroupKey key, Epoch epoch) {
    GroupPeriod period = query.period();
    if (epoch == Epoch.CURRENT
        || key.related() != null
        || (period != null && !period.value().equals(key.value()))) {
      return null;
    }
    if (epoch == Epoch.YEAR_BEFORE) {
      return new Shift(12, ChronoUnit.MONTHS);
    }
    if (period != null) {
      return new Shift(period.amount(), period.unit());
    }
    return switch (((GroupKey.Calendar) key.bucket()).part()) {
      case YEAR -> new Shift(12, ChronoUnit.MONTHS);
      case QUARTER -> new Shift(3, ChronoUnit.MONTHS);
      case MONTH -> new Shift(1, ChronoUnit.MONTHS);
      case WEEK -> new Shift(7, ChronoUnit.DAYS);
      case DAY -> new Shift(1, ChronoUnit.DAYS);
      case HOUR -> new Shift(1, ChronoUnit.HOURS);
    };
  }

  private Sql calendar(Sql value, ValueKind kind, CalendarPart part, @Nullable Shift shift) {
    boolean isMoment = kind == ValueKind.DATE_TIME;
    Sql local = new Sql().add(value);
    if (isMoment) {
      local.add(" at time zone ").bind(SqlType.TEXT, zone().getId());
    } else {
      local.add("::timestamp");
    }
    if (shift != null) {
      local.add(" + ").add(interval(shift));
    }
    Sql begin =
        switch (part) {
          case YEAR -> Sql.of("date_trunc('year', ");
          case QUARTER -> Sql.of("date_trunc('quarter', ");
          case MONTH -> Sql.of("date_trunc('month', ");
          case WEEK -> Sql.of("date_trunc('week', ");
          case DAY -> Sql.of("date_trunc('day', ");
          case HOUR -> Sql.of("date_trunc('hour', ");
        };
    begin.add(local).add(")");
    return part == CalendarPart.HOUR && isMoment
        ? Sql.of("(").add(begin).add(" at time zone ").bind(SqlType.TEXT, zone().getId()).add(")")
        : begin.add("::date");
  }

  private static Sql interval(Shift shift) {
    return switch (shift.unit()) {
      case HOURS -> Sql.of("interval '1 hour' * ").number(shift.amount());
      case DAYS -> Sql.of("interval '1 day' * ").number(shift.amount());
      case MONTHS -> Sql.of("interval '1 month' * ").number(shift.amount());
      case YEARS -> Sql.of("interval '1 year' * ").number(shift.amount());
      default -> throw new IllegalArgumentException("unit: " + shift.unit());
    };
  }

  private static LocalDate end(LocalDate first, CalendarPart part) {
    return switch (part) {
      case YEAR -> first.plusYears(1);
      case QUARTER -> first.plusMonths(3);
      case MONTH -> first.plusMonths(1);
      case WEEK -> first.plusWeeks(1);
      case DAY, HOUR -> first.plusDays(1);
    };
  }

  private Sql between(Sql value, ValueKind kind, LocalDate from, LocalDate to) {
    Sql condition = Sql.of("(").add(value).add(" >= ");
    bindDay(condition, kind, from);
    condition.add(" and ").add(value).add(" < ");
    bindDay(condition, kind, to);
    return condition.add(")");
  }

  private void bindDay(Sql sql, ValueKind kind, LocalDate day) {
    if (kind == ValueKind.DATE_TIME) {
      sql.bind(SqlType.TIMESTAMPTZ, day.atStartOfDay(zone()).toInstant());
    } else {
      sql.bind(SqlType.DATE, day);
    }
  }

  private static Sql range(Sql value, List<BigDecimal> bounds, int place) {
    Sql condition = Sql.of("(").add(value);
    if (place > 0) {
      condition.add(" >= ").bind(SqlType.NUMERIC, bounds.get(place - 1));
    }
    if (place > 0 && place < bounds.size()) {
      condition.add(" and ").add(value);
    }
    if (place < bounds.size()) {
      condition.add(" < ").bind(SqlType.NUMERIC, bounds.get(place));
    }
    return condition.add(")");
  }

  /** The history knows every stage that a record was in; the present one counts in any case. */
  private Sql furthest(GroupKey.Furthest furthest, Sql current) {
    Field field = query.entity().field(furthest.field());
    Sql stages = new Sql().bind(SqlType.TEXT_ARRAY, furthest.stages());
    Sql history =
        Sql.of("(select max(array_position(")
            .add(stages)
            .add(", h.after->>")
            .quoted(SqlName.of("f" + field.id()))
            .add(")) from ")
            .add(access.metadata().workspace().schema())
            .add(".change h where h.record = ")
            .add(row, SqlName.of("id"))
            .add(" and h.entity = ")
            .number(query.entity().id())
            .add(")");
    return Sql.template(
        "(coalesce(greatest({0}, array_position({1}, {2})), 1) - 1)",
        List.of(history, stages, current));
  }

  private ZoneId zone() {
    return access.metadata().zone();
  }

  /** The rows of the entity's table at the alias. */
  Sql from() {
    return StoredField.from(access.metadata(), query.entity(), row);
  }
}
