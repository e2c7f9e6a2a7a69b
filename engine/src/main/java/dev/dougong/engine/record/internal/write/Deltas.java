package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.EntityPlan.FeedPlan;
import dev.dougong.engine.record.internal.plan.Values;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a set of changed records adds to the rollups of their parents: by entity, record and field,
 * in the order in which parents are locked.
 */
final class Deltas {

  private final Map<Integer, Map<UUID, Map<Integer, Delta>>> byEntity = new TreeMap<>();

  /** Of records that changed. */
  static Deltas of(Write write, List<Moved> moved) {
    Deltas deltas = new Deltas();
    for (Moved one : moved) {
      for (FeedPlan feed : one.plan().feeds()) {
        deltas.add(write, one, feed);
      }
    }
    deltas.dropNothing();
    return deltas;
  }

  Map<Integer, Map<UUID, Map<Integer, Delta>>> byEntity() {
    return byEntity;
  }

  /** The delta of a rollup, made where there is none. */
  Delta at(int entity, UUID record, int field) {
    return byEntity
        .computeIfAbsent(entity, key -> new TreeMap<>())
        .computeIfAbsent(record, key -> new LinkedHashMap<>())
        .computeIfAbsent(field, key -> new Delta());
  }

  private record Part(UUID parent, @Nullable Object value) {}

  private void add(Write write, Moved moved, FeedPlan feed) {
    Part old = part(write, moved.plan(), feed, moved.before());
    Part now = part(write, moved.plan(), feed, moved.after());
    if (old == null && now == null) {
      return;
    }
    if (old != null
        && now != null
        && old.parent().equals(now.parent())
        && Values.isSame(old.value(), now.value())) {
      return;
    }
    if (old != null) {
      count(feed, old, -1, moved.change());
    }
    if (now != null) {
      count(feed, now, 1, moved.change());
    }
  }

  private static @Nullable Part part(
      Write write, EntityPlan plan, FeedPlan feed, @Nullable Map<Integer, Object> values) {
    if (values == null || !(values.get(feed.via().id()) instanceof UUID parent)) {
      return null;
    }
    Field of = feed.of();
    Object value = of == null ? null : values.get(of.id());
    if (of != null && value == null) {
      return null;
    }
    if (feed.filter() != null && !feed.filter().isTrue(write.row(plan, values), write.context())) {
      return null;
    }
    return new Part(parent, value);
  }

  private void count(FeedPlan feed, Part part, int sign, long change) {
    Delta delta = at(feed.parent().id(), part.parent(), feed.rollup().id());
    Object value = part.value();
    switch (feed.aggregate()) {
      case COUNT -> delta.add(BigDecimal.ZERO, sign, change);
      case SUM, AVERAGE -> {
        BigDecimal amount = number(value);
        delta.add(sign < 0 ? amount.negate() : amount, sign, change);
      }
      case MIN, MAX -> {
        if (value != null && sign > 0) {
          delta.come(value, farther(feed.aggregate()), change);
        } else if (value != null) {
          delta.go(value, farther(feed.aggregate()), change);
        }
      }
    }
  }

  private void dropNothing() {
    for (Map<UUID, Map<Integer, Delta>> records : byEntity.values()) {
      for (Map<Integer, Delta> fields : records.values()) {
        fields.values().removeIf(Delta::isNothing);
      }
      records.values().removeIf(Map::isEmpty);
    }
    byEntity.values().removeIf(Map::isEmpty);
  }

  /** A number of either kind, exactly. */
  static BigDecimal number(@Nullable Object value) {
    if (value instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    return value instanceof BigDecimal number ? number : BigDecimal.ZERO;
  }

  /** Orders values so that the one that wins is the greater. */
  @SuppressWarnings("unchecked") // values of one field are of one comparable class
  static Comparator<Object> farther(Derivation.Aggregate aggregate) {
    Comparator<Object> natural = (a, b) -> ((Comparable<Object>) a).compareTo(b);
    return aggregate == Derivation.Aggregate.MIN ? natural.reversed() : natural;
  }
}
