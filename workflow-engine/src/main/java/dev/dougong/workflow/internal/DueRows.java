package dev.dougong.workflow.internal;

import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.RecordListener.RecordWrite;
import dev.dougong.engine.record.RecordListener.WrittenRecord;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.trigger.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the moments at which triggers by time are due, in the transaction that changes the record:
 * one statement for all rules and records. Thread-safe.
 */
final class DueRows {

  private final Statements statements;

  DueRows(Statements statements) {
    this.statements = statements;
  }

  /** What one write does to due rows; ordered, so that writers take locks in one order. */
  static final class Changes {
    private record Key(String workflow, UUID record) implements Comparable<Key> {
      @Override
      public int compareTo(Key other) {
        int byRecord = record.compareTo(other.record);
        return byRecord != 0 ? byRecord : workflow.compareTo(other.workflow);
      }
    }

    private final TreeMap<Key, DueTimes.Moment> set = new TreeMap<>();
    private final TreeMap<Key, Boolean> removed = new TreeMap<>();

    void set(String workflow, UUID record, DueTimes.Moment moment) {
      set.put(new Key(workflow, record), moment);
    }

    void remove(String workflow, UUID record) {
      removed.put(new Key(workflow, record), true);
    }
  }

  /** Adds what a write means for a rule. */
  static void follow(
      CompiledWorkflow workflow, DueTimes times, RecordWrite write, Changes changes) {
    Instant now = write.access().evaluation().now();
    for (WrittenRecord record : write.records()) {
      Row after = record.after();
      boolean isNew = record.before() == null || write.operation() == ChangeOperation.RESTORED;
      if (after != null && !isNew && !record.fields().contains(times.field().id())) {
        continue;
      }
      DueTimes.Moment moment = after == null ? null : moment(times, after, now);
      if (moment != null) {
        changes.set(workflow.key(), record.id(), moment);
      } else if (!isNew || after == null) {
        changes.remove(workflow.key(), record.id());
      }
    }
  }

  private static DueTimes.@Nullable Moment moment(DueTimes times, Row after, Instant now) {
    Object base = times.base(after);
    if (base == null) {
      return null;
    }
    if (times.rule().base() instanceof Occasion.Entered) {
      return times.moment(now, now);
    }
    DueTimes.Moment moment = times.moment(base, now);
    boolean isPast = moment != null && !moment.due().isAfter(now);
    return isPast && times.rule().base() instanceof Occasion.At ? null : moment;
  }

  /** Stores the changes, by one statement. */
  void store(Metadata metadata, Changes changes) {
    SqlName schema = metadata.workspace().schema();
    if (changes.set.isEmpty()) {
      if (!changes.removed.isEmpty()) {
        statements.update(remove(schema, changes));
      }
      return;
    }
    Sql sql =
        changes.removed.isEmpty()
            ? new Sql()
            : Sql.of("with g as (").add(remove(schema, changes)).add(") ");
    statements.update(sql.add(set(schema, changes)));
  }

  private static Sql remove(SqlName schema, Changes changes) {
    return Sql.of("delete from ")
        .add(schema)
        .add(".due_row d using unnest(")
        .add(keys(changes.removed.keySet()))
        .add(") as x(workflow, record) where d.workflow = x.workflow and d.record = x.record");
  }

  private static Sql set(SqlName schema, Changes changes) {
    List<String> occurrences = new ArrayList<>();
    List<String> due = new ArrayList<>();
    for (DueTimes.Moment moment : changes.set.values()) {
      occurrences.add(moment.occurrence().toString());
      due.add(moment.due().toString());
    }
    return Sql.of("insert into ")
        .add(schema)
        .add(".due_row (workflow, record, occurrence, due_at)")
        .add(" select x.workflow, x.record, x.occurrence::timestamptz, x.due_at::timestamptz")
        .add(" from unnest(")
        .add(keys(changes.set.keySet()))
        .add(", ")
        .bind(SqlType.TEXT_ARRAY, occurrences)
        .add(", ")
        .bind(SqlType.TEXT_ARRAY, due)
        .add(") as x(workflow, record, occurrence, due_at) on conflict (workflow, record) do")
        .add(" update set occurrence = excluded.occurrence, due_at = excluded.due_at");
  }

  private static Sql keys(Collection<Changes.Key> keys) {
    return new Sql()
        .bind(SqlType.TEXT_ARRAY, keys.stream().map(Changes.Key::workflow).toList())
        .add(", ")
        .bind(SqlType.UUID_ARRAY, keys.stream().map(Changes.Key::record).toList());
  }
}
