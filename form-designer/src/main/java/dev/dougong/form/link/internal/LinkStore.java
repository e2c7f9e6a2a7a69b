package dev.dougong.form.link.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.form.link.FormLinks;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Links and what came in by them, as rows. Values stand there by field id. Thread-safe. */
final class LinkStore {

  static final int MOST_LINKS = 200;
  private static final int MOST_SHOWN = 100;
  private static final int SWEPT = 100;
  private static final Duration REPEATS = Duration.ofDays(7);

  private final Statements statements;

  LinkStore(Statements statements) {
    this.statements = statements;
  }

  /** A link as it is stored; {@code fixed} by field id. */
  record Row(
      UUID id,
      String form,
      String label,
      Map<Integer, JsonNode> fixed,
      String thanks,
      @Nullable Instant expiresAt,
      @Nullable Long maxEntries,
      UUID createdBy,
      Instant createdAt,
      long entries,
      long waiting,
      boolean isClosed) {}

  /** An entry that waits; {@code given} by field id. */
  record Entry(
      UUID id, Instant at, Map<Integer, JsonNode> given, String code, @Nullable Integer field) {}

  /** How much came in, and since when. */
  record Count(boolean isOfLink, long entries, Instant beganAt) {}

  private static Sql select(SqlName schema) {
    return Sql.of(
            "select id, form, label, fixed, thanks, expires_at, max_entries, created_by, created_at,"
                + " entries, waiting, closed_at is not null from ")
        .add(schema)
        .add(".form_link where ");
  }

  private static Row row(ResultRow row) {
    return new Row(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.text(2)),
        Objects.requireNonNull(row.text(3)),
        read(row.text(4)),
        Objects.requireNonNull(row.text(5)),
        row.instant(6),
        row.isNull(7) ? null : row.number(7),
        Objects.requireNonNull(row.uuid(8)),
        Objects.requireNonNull(row.instant(9)),
        row.number(10),
        row.number(11),
        row.bool(12));
  }

  List<Row> list(SqlName schema, List<String> forms) {
    return statements.query(
        select(schema)
            .add("form = any(")
            .bind(SqlType.TEXT_ARRAY, forms)
            .add(") order by created_at desc, id limit ")
            .number(MOST_LINKS),
        LinkStore::row);
  }

  @Nullable Row find(SqlName schema, String digest) {
    return statements.queryOne(
        select(schema).add("digest = ").bind(SqlType.TEXT, digest), LinkStore::row);
  }

  @Nullable Row find(SqlName schema, List<String> forms, UUID id) {
    return statements.queryOne(
        select(schema)
            .add("id = ")
            .bind(SqlType.UUID, id)
            .add(" and form = any(")
            .bind(SqlType.TEXT_ARRAY, forms)
            .add(")"),
        LinkStore::row);
  }

  void add(SqlName schema, Row row, String digest) {
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(
                ".form_link (id, digest, form, label, fixed, thanks, created_by, created_at,"
                    + " expires_at, max_entries) values (")
            .bind(SqlType.UUID, row.id())
            .add(", ")
            .bind(SqlType.TEXT, digest)
            .add(", ")
            .bind(SqlType.TEXT, row.form())
            .add(", ")
            .bind(SqlType.TEXT, row.label())
            .add(", ")
            .bind(SqlType.JSONB, json(row.fixed()))
            .add(", ")
            .bind(SqlType.TEXT, row.thanks())
            .add(", ")
            .bind(SqlType.UUID, row.createdBy())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, row.createdAt())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, row.expiresAt())
            .add(", ")
            .bind(SqlType.BIGINT, row.maxEntries())
            .add(")"));
  }

  void close(SqlName schema, UUID link, Instant now) {
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".form_link set closed_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where closed_at is null and id = ")
            .bind(SqlType.UUID, link));
  }

  /** Counts a try for its address and its link, in a statement of its own. */
  List<Count> count(SqlName schema, UUID link, String address, Instant now) {
    Sql isOver = Sql.of("c.began_at <= ").bind(SqlType.TIMESTAMPTZ, now.minus(FormLinks.WINDOW));
    return statements.query(
        Sql.of("insert into ")
            .add(schema)
            .add(".form_link_count as c (link, address, began_at, entries) values (")
            .bind(SqlType.UUID, link)
            .add(", ")
            .bind(SqlType.TEXT, address)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", 1), (")
            .bind(SqlType.UUID, link)
            .add(", '', ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", 1) on conflict (link, address) do update set entries = case when ")
            .add(isOver)
            .add(" then 1 else c.entries + 1 end, began_at = case when ")
            .add(isOver)
            .add(
                " then excluded.began_at else c.began_at end"
                    + " returning c.address = '', c.entries, c.began_at"),
        row -> new Count(row.bool(1), row.number(2), Objects.requireNonNull(row.instant(3))));
  }

  /** The digest of what came in by this key, or null where nothing did. */
  @Nullable String known(SqlName schema, UUID link, String key) {
    return statements.queryOne(
        Sql.of("select digest from ")
            .add(schema)
            .add(".form_link_entry where link = ")
            .bind(SqlType.UUID, link)
            .add(" and key = ")
            .bind(SqlType.TEXT, key),
        row -> Objects.requireNonNull(row.text(1)));
  }

  /** Keeps the key of an entry; false where it is there, after its writer has committed. */
  boolean begin(SqlName schema, UUID link, UUID entry, String key, String digest, Instant now) {
    return statements.update(
            Sql.of("insert into ")
                .add(schema)
                .add(".form_link_entry (link, key, id, digest, at) values (")
                .bind(SqlType.UUID, link)
                .add(", ")
                .bind(SqlType.TEXT, key)
                .add(", ")
                .bind(SqlType.UUID, entry)
                .add(", ")
                .bind(SqlType.TEXT, digest)
                .add(", ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(") on conflict (link, key) do nothing"))
        == 1;
  }

  /** Notes the record that an entry made. */
  void made(SqlName schema, UUID entry, UUID record) {
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".form_link_entry set record = ")
            .bind(SqlType.UUID, record)
            .add(" where id = ")
            .bind(SqlType.UUID, entry));
  }

  /** Keeps what an entry said until a person has seen to it. */
  void await(
      SqlName schema,
      UUID entry,
      Map<Integer, JsonNode> given,
      String code,
      @Nullable Integer field) {
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".form_link_entry set given = ")
            .bind(SqlType.JSONB, json(given))
            .add(", code = ")
            .bind(SqlType.TEXT, code)
            .add(", field = ")
            .bind(SqlType.INTEGER, field)
            .add(" where id = ")
            .bind(SqlType.UUID, entry));
  }

  /** Takes one of the places that a link has left; false where there is none any more. */
  boolean take(SqlName schema, UUID link, boolean isWaiting, Instant now) {
    return statements.update(
            Sql.of("update ")
                .add(schema)
                .add(".form_link set entries = entries + 1, waiting = waiting + ")
                .number(isWaiting ? 1 : 0)
                .add(" where id = ")
                .bind(SqlType.UUID, link)
                .add(" and closed_at is null and (expires_at is null or expires_at > ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(") and (max_entries is null or entries < max_entries) and waiting < ")
                .number(FormLinks.MOST_WAITING))
        == 1;
  }

  List<Entry> waiting(SqlName schema, UUID link) {
    return statements.query(
        Sql.of("select id, at, given, code, field from ")
            .add(schema)
            .add(".form_link_entry where given is not null and link = ")
            .bind(SqlType.UUID, link)
            .add(" order by at, id limit ")
            .number(MOST_SHOWN),
        row ->
            new Entry(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.instant(2)),
                read(row.text(3)),
                Objects.requireNonNull(row.text(4)),
                row.isNull(5) ? null : (int) row.number(5)));
  }

  /** Forgets what an entry said; false where nobody waits for it. */
  boolean settle(SqlName schema, UUID link, UUID entry) {
    int settled =
        statements.update(
            Sql.of("update ")
                .add(schema)
                .add(".form_link_entry set given = null where given is not null and link = ")
                .bind(SqlType.UUID, link)
                .add(" and id = ")
                .bind(SqlType.UUID, entry));
    if (settled == 1) {
      statements.update(
          Sql.of("update ")
              .add(schema)
              .add(".form_link set waiting = waiting - 1 where id = ")
              .bind(SqlType.UUID, link));
    }
    return settled == 1;
  }

  /** Forgets keys that are past their use, a few with each entry. */
  void forgetKeys(SqlName schema, Instant now) {
    statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".form_link_entry where id in (select id from ")
            .add(schema)
            .add(".form_link_entry where given is null and at < ")
            .bind(SqlType.TIMESTAMPTZ, now.minus(REPEATS))
            .add(" order by at limit ")
            .number(SWEPT)
            .add(" for update skip locked)"));
  }

  /** Forgets from where entries came whose window is over, some with each new sender. */
  void forgetCounts(SqlName schema, Instant now) {
    statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".form_link_count where (link, address) in (select link, address from ")
            .add(schema)
            .add(".form_link_count where began_at < ")
            .bind(SqlType.TIMESTAMPTZ, now.minus(FormLinks.WINDOW))
            .add(" and address <> '' order by began_at limit ")
            .number(SWEPT)
            .add(" for update skip locked)"));
  }

  private static ObjectNode json(Map<Integer, JsonNode> values) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    values.forEach((id, value) -> json.set(id.toString(), value));
    return json;
  }

  private static Map<Integer, JsonNode> read(@Nullable String json) {
    Map<Integer, JsonNode> values = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, JsonNode> value :
          ValueJson.mapper().readTree(json == null ? "{}" : json).properties()) {
        values.put(Integer.valueOf(value.getKey()), value.getValue());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is stored was JSON", e);
    }
    return values;
  }
}
