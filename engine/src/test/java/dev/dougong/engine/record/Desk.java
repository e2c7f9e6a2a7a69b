package dev.dougong.engine.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.evaluate.Evaluator.BackEnd;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.engine.testkit.TestMetadata;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.workspace.Room;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A workspace with records, and the means to write and look at them in tests. */
public final class Desk {

  static final UUID CLERK = new UUID(7, 1);
  static final UUID OTHER_CLERK = new UUID(7, 2);
  static final UUID STORE = new UUID(8, 1);
  static final UUID OTHER_STORE = new UUID(8, 2);
  static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");

  private static final AtomicLong NEXT = new AtomicLong(1);
  private static final IdSource IDS =
      () -> new UUID(0x0190_0000_0000_7000L, NEXT.getAndIncrement());

  final TestMetadata meta;
  final Records records;
  final RecordMerges merges;
  final WriteParts parts;

  private Desk(TestMetadata meta) {
    this.meta = meta;
    parts =
        new WriteParts(
            meta.jdbc(),
            meta.database(),
            meta.types(),
            new Evaluator(BackEnd.CLOSURES),
            new SearchTerms(),
            IDS,
            new People(),
            RecordListener.NONE,
            FormRuleSource.NONE,
            List.of(new AttachedRows(SqlName.of("record_comment"))),
            Room.NONE);
    JdbcRecords all = new JdbcRecords(parts);
    records = all;
    merges = all.merges();
  }

  /** Entities as JSON in a new workspace. */
  public static Desk of(String... entities) {
    return new Desk(TestMetadata.of(entities));
  }

  /** The snapshot. */
  public Metadata metadata() {
    return meta.metadata();
  }

  /** Statements over the workspace. */
  public Jdbc jdbc() {
    return meta.jdbc();
  }

  /** Transactions over the workspace. */
  public Transactions transactions() {
    return meta.database();
  }

  /** An access that may do all, at noon. */
  TestAccess clerk() {
    return TestAccess.of(metadata(), CLERK, STORE, NOON);
  }

  TestAccess clerkAt(Instant now) {
    return TestAccess.of(metadata(), CLERK, STORE, now);
  }

  TestAccess otherClerk() {
    return TestAccess.of(metadata(), OTHER_CLERK, OTHER_STORE, NOON);
  }

  /** Creates a record with values as JSON in single quotes. */
  public EntityRecord create(String entity, String values) {
    return records.create(clerk(), entity, json(values), WriteOptions.API);
  }

  /** Changes some values. */
  public EntityRecord patch(EntityRecord record, String values) {
    String entity = metadata().entity(record.entity()).key();
    return records.patch(
        clerk(), entity, record.id(), record.version(), json(values), WriteOptions.API);
  }

  /** Puts a record into the recycle bin. */
  public void delete(EntityRecord record) {
    String entity = metadata().entity(record.entity()).key();
    records.delete(clerk(), entity, record.id(), record.version(), WriteOptions.API);
  }

  /** The value of a field by its key. */
  @Nullable Object value(EntityRecord record, String key) {
    return record.value(field(metadata().entity(record.entity()).key(), key).id());
  }

  Field field(String entity, String key) {
    return Objects.requireNonNull(metadata().entity(entity).field(key), key);
  }

  /** What stands in the column of a stored field. */
  @Nullable String stored(String entity, UUID id, String key) {
    Entity of = metadata().entity(entity);
    Field field = field(entity, key);
    return jdbc()
        .queryOne(
            Sql.of("select coalesce((to_jsonb(r)->>")
                .quoted(field.column())
                .add("), r.data->>")
                .quoted(field.column())
                .add(") from ")
                .add(metadata().workspace().schema(), of.table())
                .add(" r where id = ")
                .bind(SqlType.UUID, id),
            row -> row.getString(1));
  }

  /** How many live rows an entity has. */
  public long live(String entity) {
    return Objects.requireNonNull(
        jdbc()
            .queryOne(
                Sql.of("select count(*) from ")
                    .add(metadata().workspace().schema(), metadata().entity(entity).table())
                    .add(" where deleted_at is null"),
                row -> row.getLong(1)));
  }

  /** The changes of a record, oldest first, as {@code op version before after}. */
  public List<String> changes(UUID id) {
    return jdbc()
        .query(
            Sql.of("select op || ' ' || version || ' ' || coalesce(before::text, '-') || ' '")
                .add(" || coalesce(after::text, '-') from ")
                .add(metadata().workspace().schema())
                .add(".change where record = ")
                .bind(SqlType.UUID, id)
                .add(" order by seq"),
            row -> row.getString(1));
  }

  /** {@code code@place} of everything that is wrong. */
  static List<String> problems(Runnable call) {
    try {
      call.run();
    } catch (ProblemException e) {
      return e.problems().stream().map(p -> p.code() + "@" + p.place()).toList();
    }
    return List.of();
  }

  static Problem problem(Runnable call) {
    try {
      call.run();
    } catch (ProblemException e) {
      return e.problems().get(0);
    }
    throw new AssertionError("it was not refused");
  }

  /** Reads JSON in single quotes. */
  public static ObjectNode json(String text) {
    try {
      JsonNode node = ValueJson.mapper().readTree(text.replace('\'', '"'));
      return (ObjectNode) node;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static final class People implements Directory {
    @Override
    public @Nullable String userName(UUID user) {
      return user.equals(CLERK) ? "clerk" : user.equals(OTHER_CLERK) ? "other" : null;
    }

    @Override
    public @Nullable String orgUnitName(UUID unit, Locale locale) {
      return unit.equals(STORE) ? "store" : unit.equals(OTHER_STORE) ? "other" : null;
    }

    @Override
    public @Nullable UUID user(String username) {
      return username.equals("clerk") ? CLERK : username.equals("other") ? OTHER_CLERK : null;
    }

    @Override
    public @Nullable UUID orgUnit(String key) {
      return key.equals("store") ? STORE : key.equals("other") ? OTHER_STORE : null;
    }
  }
}
