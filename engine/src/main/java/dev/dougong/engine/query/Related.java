package dev.dougong.engine.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.metadata.Entity;
import org.jspecify.annotations.Nullable;

/**
 * A value of a record that other records decide. What the reader may not see decides nothing.
 * Closed.
 */
public sealed interface Related {

  /**
   * What the record is among those of its entity that have the same owner, in the order of a date;
   * null for records without an owner and for those that are not meant. The order is by the date,
   * then by the id.
   *
   * @param owner value that the records have in common, such as their customer
   * @param date a date or a date-time
   * @param among records that are meant; null for all
   */
  record Sequence(Expression owner, Expression date, @Nullable Expression among, Of of)
      implements Related {}

  /** What a sequence tells of a record. */
  enum Of {
    /** Date of the first record. */
    FIRST,
    /** Months of the calendar since then. */
    MONTHS_SINCE_FIRST,
    /** Days since the record before; null for the first one. */
    DAYS_SINCE_PREVIOUS
  }

  /**
   * What the records of an entity that point at this one come to; null where none do.
   *
   * @param entity whose records count
   * @param reference id of its field that points here
   * @param what is taken of them
   * @param value date or amount of a record; null for {@link What#FREQUENCY}
   * @param among records that count; null for all
   * @param parts how many parts of about the same size all records that have such are put into, the
   *     best in the last one and equals in the same; 0 for the value itself
   */
  record Standing(
      Entity entity,
      int reference,
      What what,
      @Nullable Expression value,
      @Nullable Expression among,
      int parts)
      implements Related {}

  /** What is taken of records. */
  enum What {
    /** How late the latest date is; as a value, the days from it until today. */
    RECENCY,
    /** How many there are. */
    FREQUENCY,
    /** The sum of their values. */
    MONETARY
  }
}
