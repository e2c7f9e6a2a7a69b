package dev.dougong.report.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.report.subscription.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a row for each active person who has a role that a document of the kind subscription names.
 * Looks after each publishing and every minute; what is as it should be costs one statement for
 * each document. Thread-safe.
 */
final class RoleSubscriptions {

  static final String KIND = "subscription";

  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int CHUNK = 1_000;

  private final Statements statements;
  private final Transactions transactions;
  private final IdSource ids;
  private final Map<SqlName, Followed> followed = new ConcurrentHashMap<>();

  private record Followed(long version, Instant at) {}

  RoleSubscriptions(Statements statements, Transactions transactions, IdSource ids) {
    this.statements = statements;
    this.transactions = transactions;
    this.ids = ids;
  }

  /** Whether a document of the key gives it to somebody with these roles. */
  static boolean isFor(Metadata metadata, String document, Iterable<String> roles) {
    ObjectNode content = metadata.documents(KIND).get(document);
    List<String> named = content == null ? List.of() : texts(content, "roles");
    return StreamSupport.stream(roles.spliterator(), false).anyMatch(named::contains);
  }

  private static List<String> texts(ObjectNode content, String name) {
    List<String> texts = new ArrayList<>();
    content.path(name).forEach(one -> texts.add(one.asText()));
    return texts;
  }

  /** Follows documents and roles; gives how many rows it made or took away. */
  int follow(Access system) {
    Metadata metadata = system.metadata();
    SqlName schema = metadata.workspace().schema();
    Instant now = system.evaluation().now();
    @Nullable Followed last = followed.get(schema);
    if (last != null
        && last.version() == metadata.version()
        && last.at().plus(PAUSE).isAfter(now)) {
      return 0;
    }
    int changed = transactions.required(() -> followAll(metadata, schema, now));
    followed.put(schema, new Followed(metadata.version(), now));
    return changed;
  }

  private int followAll(Metadata metadata, SqlName schema, Instant now) {
    Map<String, ObjectNode> documents = metadata.documents(KIND);
    int changed =
        statements.update(
            Sql.of("delete from ")
                .add(schema)
                .add(".subscription where document is not null and published <= ")
                .bind(SqlType.BIGINT, metadata.version())
                .add(" and document <> all(")
                .bind(SqlType.TEXT_ARRAY, List.copyOf(documents.keySet()))
                .add(")"));
    for (Map.Entry<String, ObjectNode> document : documents.entrySet()) {
      Rhythm rhythm = Rhythm.read(document.getValue().path("rhythm"));
      if (rhythm != null) {
        changed += follow(metadata, schema, now, document.getKey(), document.getValue(), rhythm);
      }
    }
    return changed;
  }

  private int follow(
      Metadata metadata,
      SqlName schema,
      Instant now,
      String key,
      ObjectNode content,
      Rhythm rhythm) {
    List<String> roles = texts(content, "roles");
    List<String> ways = texts(content, "ways");
    Instant next = rhythm.next(now, metadata.zone());
    String dashboard = content.path("dashboard").asText();
    int changed =
        statements.update(
            Sql.of("delete from ")
                .add(schema)
                .add(".subscription s where document = ")
                .bind(SqlType.TEXT, key)
                .add(" and published <= ")
                .bind(SqlType.BIGINT, metadata.version())
                .add(" and not exists (")
                .add(holders(schema, roles))
                .add(" and b.user_id = s.user_id)"));
    changed +=
        statements.update(
            Sql.template(
                """
                update {0}.subscription set dashboard = {2}, ways = {4}, published = {6},
                  next_at = case when rhythm = {3} or is_paused then next_at else {5} end,
                  rhythm = {3}, version = version + 1
                where document = {1} and published <= {6}
                  and (dashboard, rhythm, ways) is distinct from ({2}, {3}, {4})
                """,
                List.of(
                    new Sql().add(schema),
                    new Sql().bind(SqlType.TEXT, key),
                    new Sql().bind(SqlType.TEXT, dashboard),
                    new Sql().bind(SqlType.JSONB, rhythm.write()),
                    new Sql().bind(SqlType.TEXT_ARRAY, ways),
                    new Sql().bind(SqlType.TIMESTAMPTZ, next),
                    new Sql().bind(SqlType.BIGINT, metadata.version()))));
    List<UUID> missing = missing(schema, key, roles);
    return missing.isEmpty()
        ? changed
        : changed
            + insert(schema, now, missing, key, dashboard, rhythm, ways, next, metadata.version());
  }

  private static Sql holders(SqlName schema, List<String> roles) {
    return Sql.of("select b.user_id from ")
        .add(schema)
        .add(".role_binding b join ")
        .add(schema)
        .add(".app_user u on u.id = b.user_id and u.is_active where b.role = any(")
        .bind(SqlType.TEXT_ARRAY, roles)
        .add(")");
  }

  private List<UUID> missing(SqlName schema, String key, List<String> roles) {
    return statements.query(
        holders(schema, roles)
            .add(" and not exists (select from ")
            .add(schema)
            .add(".subscription s where s.user_id = b.user_id and s.document = ")
            .bind(SqlType.TEXT, key)
            .add(") group by b.user_id limit ")
            .number(CHUNK),
        row -> Objects.requireNonNull(row.uuid(1)));
  }

  private int insert(
      SqlName schema,
      Instant now,
      List<UUID> people,
      String key,
      String dashboard,
      Rhythm rhythm,
      List<String> ways,
      Instant next,
      long version) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    people.forEach(
        one -> rows.addObject().put("id", ids.next().toString()).put("person", one.toString()));
    return statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".subscription (id, user_id, document, published, dashboard, rhythm, ways,")
            .add(" next_at, created_at) select n.id, n.person, ")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.TEXT, key),
                    new Sql().bind(SqlType.BIGINT, version),
                    new Sql().bind(SqlType.TEXT, dashboard),
                    new Sql().bind(SqlType.JSONB, rhythm.write()),
                    new Sql().bind(SqlType.TEXT_ARRAY, ways),
                    new Sql().bind(SqlType.TIMESTAMPTZ, next),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now)))
            .add(" from jsonb_to_recordset(")
            .bind(SqlType.JSONB, rows)
            .add(") as n (id uuid, person uuid) on conflict do nothing"));
  }
}
