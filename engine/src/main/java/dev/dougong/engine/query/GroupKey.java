package dev.dougong.engine.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to make groups of records.
 *
 * @param name name of its column
 * @param value of a record, checked against what the reader may see; where other records decide it,
 *     only its type counts
 * @param bucket how values are put together
 * @param top keeps the largest groups and makes one of the rest, or null
 * @param related how other records decide the value, or null where they do not
 */
public record GroupKey(
    String name, Expression value, Bucket bucket, @Nullable Top top, @Nullable Related related) {

  /** A key whose value is the record's own. */
  public GroupKey(String name, Expression value, Bucket bucket, @Nullable Top top) {
    this(name, value, bucket, top, null);
  }

  /** How values are put together. Closed. */
  public sealed interface Bucket {}

  /** Each value makes a group. */
  public record Each() implements Bucket {}

  /** Each part of the calendar makes a group, named by its first day or moment. */
  public record Calendar(CalendarPart part) implements Bucket {}

  /**
   * Numbers between bounds: group 0 is below the first one, group 1 from there on, and so forth.
   *
   * @param bounds ascending, at least one
   */
  public record Ranges(List<BigDecimal> bounds) implements Bucket {
    /** Copies the list. */
    public Ranges {
      bounds = List.copyOf(bounds);
    }
  }

  /**
   * Numbers in steps of one width, named by their lower end.
   *
   * @param width above zero
   */
  public record Steps(BigDecimal width) implements Bucket {}

  /**
   * Texts that begin alike, named by the beginning and a rest.
   *
   * @param length how many signs count, above zero
   * @param rest what stands behind them in the names of all groups
   */
  public record Beginning(int length, String rest) implements Bucket {

    /** What the values of a group begin with, or null where no group has the name. */
    public @Nullable String of(String group) {
      return group.length() == length + rest.length() && group.endsWith(rest)
          ? group.substring(0, length)
          : null;
    }
  }

  /**
   * How far a record ever came, by its history: the place in a list of stages, from 0.
   *
   * @param field id of the record's own stage field
   * @param stages values in their order; others do not count
   */
  public record Furthest(int field, List<String> stages) implements Bucket {
    /** Copies the list. */
    public Furthest {
      stages = List.copyOf(stages);
    }
  }

  /** Parts of the calendar; weeks begin on Monday, as in ISO 8601. */
  public enum CalendarPart {
    YEAR,
    QUARTER,
    MONTH,
    WEEK,
    DAY,
    HOUR
  }

  /**
   * The largest groups; all others become one.
   *
   * @param count how many stay
   * @param measure place of the measure that says how large a group is
   */
  public record Top(int count, int measure) {}

  /** Kind of the groups' names. */
  public ValueKind kind() {
    if (bucket instanceof Calendar calendar) {
      return calendar.part() == CalendarPart.HOUR ? value.type().kind() : ValueKind.DATE;
    }
    if (bucket instanceof Steps) {
      return ValueKind.DECIMAL;
    }
    return bucket instanceof Each || bucket instanceof Beginning
        ? value.type().kind()
        : ValueKind.INTEGER;
  }
}
