package dev.dougong.workflow.internal;

import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.workflow.trigger.Occasion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a trigger by time is due for a record. Days begin in the zone of the app. Immutable. */
final class DueTimes {

  /** Time of day of dates that say none. */
  static final LocalTime MORNING = LocalTime.of(9, 0);

  private final Occasion.Due due;
  private final Entity entity;
  private final ZoneId zone;
  private final Field field;

  DueTimes(Occasion.Due due, Entity entity, ZoneId zone) {
    this.due = due;
    this.entity = entity;
    this.zone = zone;
    this.field = Objects.requireNonNull(entity.field(due.base().field()), due.base().field());
  }

  /**
   * A moment that is due.
   *
   * @param occurrence what it is counted from: tells it apart from others of the same record
   */
  record Moment(Instant occurrence, Instant due) {}

  /** What the trigger says. */
  Occasion.Due rule() {
    return due;
  }

  /** The entity whose records are watched. */
  Entity entity() {
    return entity;
  }

  /** The field that is watched. */
  Field field() {
    return field;
  }

  ZoneId zone() {
    return zone;
  }

  /**
   * From what the moment of a record is counted; null where there is none. For a value that was
   * entered it says only that the record has it.
   */
  @Nullable Object base(Row row) {
    Object value = row.value(field.id());
    if (due.base() instanceof Occasion.Since) {
      return value == null ? row.value(SystemField.CREATED_AT.id()) : value;
    }
    if (due.base() instanceof Occasion.Entered entered) {
      return entered.value().equals(value) ? value : null;
    }
    return value;
  }

  /** The moment that follows from a base; for yearly ones the first that is after an instant. */
  @Nullable Moment moment(Object base, Instant after) {
    if (!due.isYearly()) {
      return at(base, 0);
    }
    int year = after.atZone(zone).getYear() - day(base).getYear();
    for (int years = Math.max(0, year - 1); years <= Math.max(0, year) + 2; years++) {
      Moment moment = at(base, years);
      if (moment.due().isAfter(after)) {
        return moment;
      }
    }
    return null;
  }

  private Moment at(Object base, int years) {
    LocalTime time = due.time();
    if (time == null) {
      time = base instanceof Instant instant ? instant.atZone(zone).toLocalTime() : MORNING;
    }
    LocalDate day = day(base).plusYears(years);
    Instant at =
        ZonedDateTime.of(day.plus(due.shift().days()), time, zone)
            .plus(due.shift().time())
            .toInstant();
    boolean isDay = due.isYearly() || !(base instanceof Instant);
    return new Moment(isDay ? day.atStartOfDay(zone).toInstant() : (Instant) base, at);
  }

  private LocalDate day(Object base) {
    return base instanceof Instant instant ? LocalDate.ofInstant(instant, zone) : (LocalDate) base;
  }
}
