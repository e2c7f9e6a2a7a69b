package dev.dougong.engine.packages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.value.ValueKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves the days of a package's records, so that the last day that they tell of is the day of the
 * install. Moments keep their order, and what happened on that last day has happened already: its
 * hours are pressed in between midnight and the install. Immutable.
 */
public final class DataDays {

  /** Leaves every cell as it was written. */
  public static final DataDays AS_WRITTEN = new DataDays(null, Map.of());

  private final @Nullable Move move;
  private final Map<String, Set<String>> fixed;

  private DataDays(@Nullable Move move, Map<String, Set<String>> fixed) {
    this.move = move;
    this.fixed = fixed;
  }

  /**
   * What an app says of its records in {@code data}; without it they stay as they were written.
   *
   * @param app its document, checked already
   * @param now when it is installed
   */
  public static DataDays of(JsonNode app, Instant now) {
    JsonNode data = app.path("data");
    if (!data.has("lastDay")) {
      return AS_WRITTEN;
    }
    Map<String, Set<String>> fixed = new HashMap<>();
    for (Map.Entry<String, JsonNode> entity : data.path("fixed").properties()) {
      Set<String> fields = new HashSet<>();
      entity.getValue().forEach(field -> fields.add(field.asText()));
      fixed.put(entity.getKey(), fields);
    }
    ZoneId zone = ZoneId.of(app.path("timezone").asText("UTC"));
    return new DataDays(
        new Move(LocalDate.parse(data.path("lastDay").asText()), now.atZone(zone)), fixed);
  }

  /**
   * The cell as it is told today.
   *
   * @param entity key of the entity
   * @param field key of the field
   * @param cell a day, or a moment with its offset; everything else is given back
   */
  public String moved(String entity, String field, ValueKind kind, String cell) {
    if (move == null || fixed.getOrDefault(entity, Set.of()).contains(field)) {
      return cell;
    }
    try {
      if (kind == ValueKind.DATE) {
        return move.day(LocalDate.parse(cell)).toString();
      }
      return kind == ValueKind.DATE_TIME
          ? move.moment(OffsetDateTime.parse(cell)).toString()
          : cell;
    } catch (DateTimeException e) {
      return cell;
    }
  }

  private record Move(LocalDate lastDay, ZonedDateTime now) {

    LocalDate day(LocalDate written) {
      return written.plusDays(ChronoUnit.DAYS.between(lastDay, now.toLocalDate()));
    }

    OffsetDateTime moment(OffsetDateTime written) {
      ZonedDateTime local = written.atZoneSameInstant(now.getZone());
      ZonedDateTime moved = local.with(day(local.toLocalDate()));
      if (local.toLocalDate().equals(lastDay)) {
        ZonedDateTime midnight = moved.truncatedTo(ChronoUnit.DAYS);
        long passed = ChronoUnit.SECONDS.between(midnight, now);
        long whole = ChronoUnit.SECONDS.between(midnight, midnight.plusDays(1));
        moved = midnight.plusSeconds(ChronoUnit.SECONDS.between(midnight, moved) * passed / whole);
      }
      return moved.toOffsetDateTime();
    }
  }
}
