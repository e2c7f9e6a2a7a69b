package dev.dougong.engine.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value of each group. Closed. */
public sealed interface GroupMeasure {

  /** Name of its column. */
  String name();

  /** Kind of its values. */
  ValueKind kind();

  /**
   * A value over the records of a group.
   *
   * @param value of a record; null counts records; where other records decide it, only its type
   *     counts
   * @param filter records that count; null for all
   * @param fraction for PERCENTILE, between 0 and 1
   * @param epoch which records are meant
   * @param related how other records decide the value, or null where they do not
   */
  record Aggregated(
      String name,
      Function function,
      @Nullable Expression value,
      @Nullable Expression filter,
      @Nullable BigDecimal fraction,
      Epoch epoch,
      @Nullable Related related)
      implements GroupMeasure {

    @Override
    public ValueKind kind() {
      if (value == null || function == Function.COUNT || function == Function.COUNT_DISTINCT) {
        return ValueKind.INTEGER;
      }
      return value.type().isNumber() ? ValueKind.DECIMAL : value.type().kind();
    }
  }

  /**
   * Another measure's value for the group that is made by some of the keys only: what a share is a
   * share of. It is computed from the records of that group.
   *
   * @param measure place of an aggregated measure
   * @param within places of the keys; empty for all records
   */
  record TotalOf(String name, int measure, ValueKind kind, List<Integer> within)
      implements GroupMeasure {
    /** Copies the list. */
    public TotalOf {
      within = List.copyOf(within);
    }
  }

  /**
   * A measure added up along a key, begun anew for each value of the other keys.
   *
   * @param measure place of an aggregated measure of function COUNT or SUM
   * @param along place of the key
   * @param reach which groups are added up
   */
  record Running(String name, int measure, ValueKind kind, int along, Reach reach)
      implements GroupMeasure {}

  /** Which groups are added up, in the order of a key. */
  enum Reach {
    /** All up to this one. */
    UP_TO,
    /** This one and all behind it. */
    FROM,
    /** The one before, this one and all behind it. */
    FROM_BEFORE
  }

  /**
   * An expression over keys and earlier measures of the same group.
   *
   * @param value checked against a {@link GroupScope}
   */
  record Computed(String name, Expression value) implements GroupMeasure {
    @Override
    public ValueKind kind() {
      return value.type().isNumber() ? ValueKind.DECIMAL : value.type().kind();
    }
  }

  /** How many values become one. */
  enum Function {
    COUNT(true),
    COUNT_DISTINCT(false),
    SUM(true),
    AVERAGE(true),
    MIN(true),
    MAX(true),
    MEDIAN(false),
    PERCENTILE(false);

    private final boolean mergeable;

    Function(boolean mergeable) {
      this.mergeable = mergeable;
    }

    /** Whether the value of a group follows from those of its parts. */
    public boolean isMergeable() {
      return mergeable;
    }
  }

  /** Which records a measure is about. */
  enum Epoch {
    /** Those of the period. */
    CURRENT,
    /** Those of the period before. */
    BEFORE,
    /** Those of the same period one year earlier. */
    YEAR_BEFORE
  }
}
