package dev.dougong.report.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.GroupResult;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the names of a group as {@link ResultWriter} wrote them. */
final class RowReader {

  private static final int MOST_PLACES = 12;
  private static final int MOST_DIGITS = 30;
  private static final int LAST_YEAR = 9999;

  private final GroupQuery query;
  private final List<Problem> problems;

  RowReader(GroupQuery query, List<Problem> problems) {
    this.query = query;
    this.problems = problems;
  }

  /** The keys that the row has; measures in it are not looked at. */
  List<Narrowing.Group> groups(JsonNode row) {
    List<Narrowing.Group> groups = new ArrayList<>();
    for (int i = 0; i < query.keys().size(); i++) {
      GroupKey key = query.keys().get(i);
      JsonNode value = row.get(key.name());
      if (value == null) {
        continue;
      }
      if (value.isNull()) {
        groups.add(new Narrowing.Group(i, null));
      } else if (key.top() != null && value.path(ResultWriter.OTHERS).asBoolean()) {
        groups.add(new Narrowing.Group(i, GroupResult.OTHERS));
      } else {
        Object read = read(key, value);
        if (read == null) {
          problems.add(
              Problem.at("/row" + Problem.pointer(key.name()), "report.badGroup")
                  .with("value", key.name()));
        } else {
          groups.add(new Narrowing.Group(i, read));
        }
      }
    }
    return groups;
  }

  private static @Nullable Object read(GroupKey key, JsonNode value) {
    if (key.bucket() instanceof GroupKey.Furthest furthest) {
      int place = furthest.stages().indexOf(value.asText());
      return place < 0 ? null : (Object) (long) place;
    }
    if (key.bucket() instanceof GroupKey.Ranges ranges) {
      return range(ranges.bounds(), value);
    }
    if (key.bucket() instanceof GroupKey.Steps) {
      return number(value.path("from"));
    }
    if (key.bucket() instanceof GroupKey.Beginning beginning) {
      return value.isTextual() && beginning.of(value.textValue()) != null
          ? value.textValue()
          : null;
    }
    return value(key.kind(), value);
  }

  /** The value of a kind as answers have it, or null where it is none. */
  static @Nullable Object value(ValueKind kind, JsonNode json) {
    try {
      return plain(kind, json);
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Object range(List<BigDecimal> bounds, JsonNode value) {
    JsonNode from = value.path("from");
    if (from.isMissingNode() || from.isNull()) {
      return value.path("to").isNumber() ? (Object) 0L : null;
    }
    for (int i = 0; i < bounds.size(); i++) {
      if (from.isNumber() && bounds.get(i).compareTo(from.decimalValue()) == 0) {
        return i + 1L;
      }
    }
    return null;
  }

  private static @Nullable Object plain(ValueKind kind, JsonNode value) {
    return switch (kind) {
      case TEXT -> value.isTextual() ? value.textValue() : null;
      case INTEGER -> value.canConvertToLong() ? (Object) value.longValue() : null;
      case DECIMAL -> number(value);
      case BOOLEAN -> value.isBoolean() ? value.booleanValue() : null;
      case DATE -> day(LocalDate.parse(value.asText()));
      case TIME -> LocalTime.parse(value.asText());
      case DATE_TIME -> moment(OffsetDateTime.parse(value.asText()));
      case DURATION -> Duration.parse(value.asText());
      case REFERENCE ->
          UUID.fromString(value.isObject() ? value.path("id").asText() : value.asText());
      case TEXT_LIST, REFERENCE_LIST, TABLE, JSON, SEALED -> null;
    };
  }

  private static @Nullable BigDecimal number(JsonNode json) {
    BigDecimal number = json.isNumber() ? json.decimalValue() : null;
    boolean isInRange =
        number != null
            && number.scale() <= MOST_PLACES
            && number.precision() - number.scale() <= MOST_DIGITS;
    return isInRange ? number : null;
  }

  private static @Nullable LocalDate day(LocalDate day) {
    return day.getYear() >= 1 && day.getYear() <= LAST_YEAR ? day : null;
  }

  private static @Nullable Instant moment(OffsetDateTime moment) {
    return day(moment.toLocalDate()) == null ? null : moment.toInstant();
  }
}
