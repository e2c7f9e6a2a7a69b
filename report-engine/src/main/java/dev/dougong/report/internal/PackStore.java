package dev.dougong.report.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.report.subscription.Subscriptions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Packs as they were sent. Thread-safe. */
final class PackStore {

  private final Statements statements;

  PackStore(Statements statements) {
    this.statements = statements;
  }

  /** Keeps a pack; once for each moment of a subscription. */
  void insert(SqlName schema, UUID id, SubscriptionStore.Claim claim, Instant now, String content) {
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".pack (id, subscription, user_id, due_at, at, content) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, id),
                    new Sql().bind(SqlType.UUID, claim.one().id()),
                    new Sql().bind(SqlType.UUID, claim.one().user()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, claim.due()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now),
                    new Sql().bind(SqlType.JSONB, SubscriptionStore.json(content))))
            .add(")"));
  }

  List<Subscriptions.Head> of(SqlName schema, UUID user) {
    return statements.query(
        Sql.of("select id, subscription, content->>'title', at from ")
            .add(schema)
            .add(".pack where user_id = ")
            .bind(SqlType.UUID, user)
            .add(" order by at desc, id desc limit ")
            .number(Subscriptions.LONGEST_PAGE),
        row ->
            new Subscriptions.Head(
                Objects.requireNonNull(row.uuid(1)),
                row.uuid(2),
                Objects.requireNonNull(row.text(3)),
                Objects.requireNonNull(row.instant(4))));
  }

  @Nullable String find(SqlName schema, UUID user, UUID id) {
    return statements.queryOne(
        Sql.of("select content::text from ")
            .add(schema)
            .add(".pack where user_id = ")
            .bind(SqlType.UUID, user)
            .add(" and id = ")
            .bind(SqlType.UUID, id),
        row -> Objects.requireNonNull(row.text(1)));
  }

  /**
   * Forgets what is older, and subscriptions and alerts that were taken away before another moment.
   */
  void sweep(SqlName schema, Instant packs, Instant deleted) {
    statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".pack where at < ")
            .bind(SqlType.TIMESTAMPTZ, packs));
    statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".subscription where deleted_at < ")
            .bind(SqlType.TIMESTAMPTZ, deleted));
    statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".alert where deleted_at < ")
            .bind(SqlType.TIMESTAMPTZ, deleted));
  }
}
