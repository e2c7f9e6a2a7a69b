package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers new records. The counter is moved in the record's own transaction, so the number of a
 * rolled-back record is used again and writers of one counter queue until the commit.
 */
final class Numbers {

  private static final Pattern COUNTER = Pattern.compile("\\{(0+)}");

  private final Jdbc jdbc;

  Numbers(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Gives each draft its numbers, in order. */
  void give(Write write, EntityPlan plan, List<Draft> drafts) {
    for (FieldPlan numbered : plan.numbered()) {
      Field field = numbered.field();
      if (field.derivation() instanceof Derivation.Numbered how) {
        String pattern = withDate(how.pattern(), write.context().today());
        Matcher counter = COUNTER.matcher(pattern);
        if (!counter.find()) {
          throw new IllegalStateException("pattern: '" + pattern + "' has no counter");
        }
        String prefix = pattern.substring(0, counter.start());
        String suffix = pattern.substring(counter.end());
        int width = counter.group(1).length();
        long next = advance(write, field, prefix, drafts.size()) - drafts.size() + 1;
        for (Draft draft : drafts) {
          draft.touch(field, prefix + padded(next++, width) + suffix);
        }
      }
    }
  }

  private static String withDate(String pattern, LocalDate today) {
    return pattern
        .replace("{yyyy}", padded(today.getYear(), 4))
        .replace("{yy}", padded(today.getYear() % 100, 2))
        .replace("{MM}", padded(today.getMonthValue(), 2))
        .replace("{dd}", padded(today.getDayOfMonth(), 2));
  }

  private static String padded(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private long advance(Write write, Field field, String prefix, int by) {
    Long last =
        jdbc.queryOne(
            Sql.of("insert into ")
                .add(write.schema())
                .add(".number_counter as c (field, prefix, last) values (")
                .number(field.id())
                .add(", ")
                .bind(SqlType.TEXT, prefix)
                .add(", ")
                .bind(SqlType.BIGINT, (long) by)
                .add(") on conflict (field, prefix) do update set last = c.last + excluded.last")
                .add(" returning last"),
            row -> row.getLong(1));
    return Objects.requireNonNull(last);
  }
}
