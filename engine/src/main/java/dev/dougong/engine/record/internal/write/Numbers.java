package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers new records. A gapless counter is moved in the record's own transaction, so the number of
 * a rolled-back record is used again and writers queue until the commit. Any other counter is moved
 * a block ahead in a transaction of its own, and nobody waits for anybody's commit.
 */
final class Numbers {

  private static final int BLOCK = 16;

  private final Jdbc jdbc;
  private final Transactions transactions;
  private final Map<Counter, Block> blocks = new ConcurrentHashMap<>();
  private final Map<Counter, Long> passed = new ConcurrentHashMap<>();

  /** What each writer has for itself: two that counted on the same block would wait in turn. */
  private final ThreadLocal<Map<Counter, Block>> claims = ThreadLocal.withInitial(HashMap::new);

  Numbers(Jdbc jdbc, Transactions transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** A counter: one for each text that stands before the number. */
  private record Counter(SqlName schema, int field, String prefix) {

    /** Whether it is the same field's, of another day. */
    boolean isOfAnotherDayThan(Counter other) {
      return field == other.field && schema.equals(other.schema) && !prefix.equals(other.prefix);
    }
  }

  /** Numbers that this node may give. */
  private record Block(long next, long last) {

    long size() {
      return last - next + 1;
    }

    Block without(int count) {
      return new Block(next + count, last);
    }
  }

  /** Whether new records of the entity need a counter in their transaction. */
  static boolean isGapless(Entity entity) {
    for (Field field : entity.fields()) {
      if (field.derivation() instanceof Derivation.Numbered how && how.gapless()) {
        return true;
      }
    }
    return false;
  }

  /** Gets numbers for new records before their transaction begins; inside one it does nothing. */
  void reserve(Access access, Entity entity, int count) {
    if (transactions.isActive()) {
      return;
    }
    SqlName schema = access.metadata().workspace().schema();
    for (Field field : entity.fields()) {
      if (field.derivation() instanceof Derivation.Numbered how && !how.gapless()) {
        NumberPattern look = NumberPattern.of(how, access.evaluation().today());
        claim(new Counter(schema, field.id(), look.prefix()), count);
      }
    }
  }

  private void claim(Counter counter, int count) {
    Map<Counter, Block> mine = claims.get();
    mine.keySet().removeIf(other -> other.isOfAnotherDayThan(counter));
    Block own = mine.get(counter);
    long highest = passed.getOrDefault(counter, 0L);
    if (own != null && own.size() >= count && own.next() > highest) {
      return;
    }
    blocks.compute(
        counter,
        (key, block) -> {
          boolean isEnough = block != null && block.size() >= count && block.next() > highest;
          Block from = isEnough ? block : block(counter, count);
          if (!isEnough) {
            passed.remove(counter); // the counter in the database knows
          }
          mine.put(counter, new Block(from.next(), from.next() + count - 1));
          return from.without(count);
        });
  }

  private Block block(Counter counter, int count) {
    int size = Math.max(count, BLOCK);
    long last = advance(counter, size);
    return new Block(last - size + 1, last);
  }

  /**
   * Gives each draft the numbers that it did not bring, in order. Counters move past those that
   * were brought, so that a shop goes on after the last number that it imported.
   */
  void give(Write write, EntityPlan plan, List<Draft> all) {
    for (FieldPlan numbered : plan.numbered()) {
      Field field = numbered.field();
      if (field.derivation() instanceof Derivation.Numbered how) {
        NumberPattern look = NumberPattern.of(how, write.context().today());
        pass(write.schema(), field, how, look.prefix(), all);
        List<Draft> drafts = all.stream().filter(draft -> !draft.isNamed(field.id())).toList();
        if (drafts.isEmpty()) {
          continue;
        }
        Counter counter = new Counter(write.schema(), field.id(), look.prefix());
        long next = take(counter, drafts.size(), how.gapless());
        for (Draft draft : drafts) {
          draft.touch(field, look.text(next++));
        }
      }
    }
  }

  private void pass(
      SqlName schema, Field field, Derivation.Numbered how, String today, List<Draft> all) {
    List<String> brought = new ArrayList<>();
    for (Draft draft : all) {
      if (draft.isNamed(field.id()) && draft.value(field.id()) instanceof String text) {
        brought.add(text);
      }
    }
    SortedMap<String, Long> highest = NumberPattern.highest(how, brought);
    if (highest.isEmpty()) {
      return;
    }
    jdbc.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".number_counter as c (field, prefix, last) select ")
            .number(field.id())
            .add(", x.prefix, x.last from unnest(")
            .bind(SqlType.TEXT_ARRAY, List.copyOf(highest.keySet()))
            .add(", ")
            .bind(SqlType.BIGINT_ARRAY, List.copyOf(highest.values()))
            .add(") as x (prefix, last) on conflict (field, prefix) do update")
            .add(" set last = excluded.last where c.last < excluded.last"));
    Long last = highest.get(today);
    if (last != null) {
      passed.merge(new Counter(schema, field.id(), today), last, Math::max);
    }
  }

  private long take(Counter counter, int count, boolean isGapless) {
    Block own = isGapless ? null : claims.get().get(counter);
    if (own == null || own.size() < count || own.next() <= passed.getOrDefault(counter, 0L)) {
      return advance(counter, count) - count + 1;
    }
    claims.get().put(counter, own.without(count));
    return own.next();
  }

  private long advance(Counter counter, int by) {
    Long last =
        jdbc.queryOne(
            Sql.of("insert into ")
                .add(counter.schema())
                .add(".number_counter as c (field, prefix, last) values (")
                .number(counter.field())
                .add(", ")
                .bind(SqlType.TEXT, counter.prefix())
                .add(", ")
                .bind(SqlType.BIGINT, (long) by)
                .add(") on conflict (field, prefix) do update set last = c.last + excluded.last")
                .add(" returning last"),
            row -> row.getLong(1));
    return Objects.requireNonNull(last);
  }
}
