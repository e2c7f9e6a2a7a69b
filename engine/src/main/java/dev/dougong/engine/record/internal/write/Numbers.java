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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers new records. A gapless counter is moved in the record's own transaction, so the number of
 * a rolled-back record is used again and writers queue until the commit. Any other counter is moved
 * a block ahead in a transaction of its own, and nobody waits for anybody's commit.
 */
final class Numbers {

  private static final Pattern COUNTER = Pattern.compile("\\{(0+)}");
  private static final int BLOCK = 16;

  private final Jdbc jdbc;
  private final Transactions transactions;
  private final Map<Counter, Block> blocks = new ConcurrentHashMap<>();

  Numbers(Jdbc jdbc, Transactions transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** A counter: one for each text that stands before the number. */
  private record Counter(SqlName schema, int field, String prefix) {}

  /** Numbers that this node may give. */
  private record Block(long next, long last) {}

  /** How the numbers of a field look on a day. */
  private record Look(String prefix, int width, String suffix) {

    static Look of(Derivation.Numbered how, LocalDate day) {
      String pattern =
          how.pattern()
              .replace("{yyyy}", padded(day.getYear(), 4))
              .replace("{yy}", padded(day.getYear() % 100, 2))
              .replace("{MM}", padded(day.getMonthValue(), 2))
              .replace("{dd}", padded(day.getDayOfMonth(), 2));
      Matcher counter = COUNTER.matcher(pattern);
      if (!counter.find()) {
        throw new IllegalStateException("pattern: '" + pattern + "' has no counter");
      }
      return new Look(
          pattern.substring(0, counter.start()),
          counter.group(1).length(),
          pattern.substring(counter.end()));
    }

    String text(long number) {
      return prefix + padded(number, width) + suffix;
    }

    private static String padded(long number, int width) {
      String digits = Long.toString(number);
      return "0".repeat(Math.max(0, width - digits.length())) + digits;
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
        Look look = Look.of(how, access.evaluation().today());
        Counter counter = new Counter(schema, field.id(), look.prefix());
        blocks.compute(
            counter,
            (key, block) ->
                block != null && block.last() - block.next() + 1 >= count
                    ? block
                    : block(counter, count));
      }
    }
  }

  private Block block(Counter counter, int count) {
    int size = Math.max(count, BLOCK);
    long last = advance(counter, size);
    return new Block(last - size + 1, last);
  }

  /** Gives each draft the numbers that it did not bring, in order. */
  void give(Write write, EntityPlan plan, List<Draft> all) {
    for (FieldPlan numbered : plan.numbered()) {
      Field field = numbered.field();
      List<Draft> drafts = all.stream().filter(draft -> !draft.isNamed(field.id())).toList();
      if (drafts.isEmpty()) {
        continue;
      }
      if (field.derivation() instanceof Derivation.Numbered how) {
        Look look = Look.of(how, write.context().today());
        Counter counter = new Counter(write.schema(), field.id(), look.prefix());
        long next = take(counter, drafts.size(), how.gapless());
        for (Draft draft : drafts) {
          draft.touch(field, look.text(next++));
        }
      }
    }
  }

  private long take(Counter counter, int count, boolean isGapless) {
    long[] first = new long[1];
    if (!isGapless) {
      blocks.computeIfPresent(
          counter,
          (key, block) -> {
            if (block.last() - block.next() + 1 < count) {
              return block;
            }
            first[0] = block.next();
            return new Block(block.next() + count, block.last());
          });
    }
    return first[0] > 0 ? first[0] : advance(counter, count) - count + 1;
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
