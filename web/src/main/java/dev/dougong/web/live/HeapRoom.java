package dev.dougong.web.live;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How full of what lives the heap is, as the last collection of old objects left it. Between two
 * collections it is not known, so an answer counts once.
 */
final class HeapRoom {

  private static final double MOST = 0.75;

  private final @Nullable MemoryPoolMXBean old;
  private final List<GarbageCollectorMXBean> collectors;
  private long told;

  /** Of this JVM. */
  HeapRoom() {
    old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .max(Comparator.comparingLong(pool -> pool.getCollectionUsage().getMax()))
            .orElse(null);
    collectors =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(one -> old != null && List.of(one.getMemoryPoolNames()).contains(old.getName()))
            .toList();
  }

  /** Whether a collection that was not told of yet left the heap nearly full. */
  boolean hasBecomeShort() {
    long collections = collectors.stream().mapToLong(one -> one.getCollectionCount()).sum();
    if (old == null || collections == told) {
      return false;
    }
    told = collections;
    @Nullable MemoryUsage left = old.getCollectionUsage();
    return left != null && isShort(left.getUsed(), left.getMax());
  }

  /** Whether so many bytes are too many of the most there can be; of an unknown most none are. */
  static boolean isShort(long used, long most) {
    return most > 0 && used > MOST * most;
  }
}
