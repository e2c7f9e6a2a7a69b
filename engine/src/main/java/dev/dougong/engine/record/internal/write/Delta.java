package dev.dougong.engine.record.internal.write;

import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What changes of children add to one rollup of one parent. */
final class Delta {

  private BigDecimal amount = BigDecimal.ZERO;
  private long n;
  private long cause;
  private boolean isUnclear;
  private @Nullable Object added;
  private @Nullable Object removed;

  /** Adds to the sum and the number. */
  void add(BigDecimal byAmount, long byN, long change) {
    amount = amount.add(byAmount);
    n += byN;
    cause = Math.max(cause, change);
  }

  /** Takes notice of a value that came, for an extreme. */
  void come(Object value, Comparator<Object> farther, long change) {
    added = added == null || farther.compare(value, added) > 0 ? value : added;
    cause = Math.max(cause, change);
  }

  /** Takes notice of a value that went, for an extreme. */
  void go(Object value, Comparator<Object> farther, long change) {
    removed = removed == null || farther.compare(value, removed) > 0 ? value : removed;
    cause = Math.max(cause, change);
  }

  /** The value must be aggregated anew. */
  void recompute(long change) {
    isUnclear = true;
    cause = Math.max(cause, change);
  }

  BigDecimal amount() {
    return amount;
  }

  long n() {
    return n;
  }

  /** The last change that had a part in it, or null. */
  @Nullable Long cause() {
    return cause == 0 ? null : cause;
  }

  @Nullable Object added() {
    return added;
  }

  /** Whether a value went that may have been the extreme. */
  boolean mayRemove(@Nullable Object extreme, Comparator<Object> farther) {
    return isUnclear
        || (removed != null && (extreme == null || farther.compare(removed, extreme) >= 0));
  }

  /** Whether it cannot be told by a sum and a number. */
  boolean isExtreme() {
    return isUnclear || added != null || removed != null;
  }

  /** Whether nothing changes. */
  boolean isNothing() {
    return amount.signum() == 0 && n == 0 && added == null && removed == null && !isUnclear;
  }
}
