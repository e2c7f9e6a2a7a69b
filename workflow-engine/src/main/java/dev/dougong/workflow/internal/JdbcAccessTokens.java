package dev.dougong.workflow.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.seal.KeyRing.Sealed;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.workflow.message.AccessTokens;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.DeliveryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes of gateways in their table, sealed. A node that asks for one holds a lease. */
final class JdbcAccessTokens implements AccessTokens {

  /** It is renewed so long before its end. */
  private static final Duration EARLY = Duration.ofMinutes(5);

  private static final Duration LEASE = Duration.ofSeconds(30);

  private final Statements statements;
  private final SqlName schema;
  private final KeyRing keys;
  private final IdSource ids;

  JdbcAccessTokens(Statements statements, Workspace workspace, KeyRing keys, IdSource ids) {
    this.statements = statements;
    this.schema = workspace.schema();
    this.keys = keys;
    this.ids = ids;
  }

  private record Kept(String token, Sealed sealed, Instant goodUntil) {}

  private String context(Connector connector) {
    return schema.text() + "\n" + connector.key() + "\naccess token\n" + connector.purpose();
  }

  private @Nullable Kept kept(Connector connector) {
    return statements
        .query(
            Sql.of("select key_id, key, value, good_until from ")
                .add(schema)
                .add(".gateway_token where good_until is not null and connector = ")
                .bind(SqlType.TEXT, connector.key())
                .add(" and purpose = ")
                .bind(SqlType.TEXT, connector.purpose()),
            row -> {
              Sealed sealed =
                  new Sealed(
                      Objects.requireNonNull(row.text(1)),
                      Objects.requireNonNull(row.text(2)),
                      Objects.requireNonNull(row.text(3)));
              try {
                String token = keys.open(sealed, context(connector));
                return List.of(new Kept(token, sealed, Objects.requireNonNull(row.instant(4))));
              } catch (KeyRing.UnknownKeyException e) {
                return List.<Kept>of();
              }
            })
        .stream()
        .flatMap(List::stream)
        .findFirst()
        .orElse(null);
  }

  @Override
  public String get(Connector connector, Instant now, Supplier<Token> gateway) {
    Kept kept = kept(connector);
    if (kept != null && kept.goodUntil().minus(EARLY).isAfter(now)) {
      return kept.token();
    }
    UUID lease = ids.next();
    if (!take(connector, lease, now)) {
      if (kept != null && kept.goodUntil().isAfter(now)) {
        return kept.token();
      }
      throw new DeliveryException(Problem.of("message.tokenAwaited"), true);
    }
    try {
      Token fresh = gateway.get();
      store(connector, lease, fresh, now);
      return fresh.value();
    } finally {
      release(connector, lease);
    }
  }

  private boolean take(Connector connector, UUID lease, Instant now) {
    return statements.update(
            Sql.of("insert into ")
                .add(schema)
                .add(".gateway_token as t (connector, lease, leased_until) values (")
                .bind(SqlType.TEXT, connector.key())
                .add(", ")
                .bind(SqlType.UUID, lease)
                .add(", ")
                .bind(SqlType.TIMESTAMPTZ, now.plus(LEASE))
                .add(") on conflict (connector) do update set lease = excluded.lease,")
                .add(" leased_until = excluded.leased_until")
                .add(" where t.lease is null or t.leased_until <= ")
                .bind(SqlType.TIMESTAMPTZ, now))
        > 0;
  }

  private void store(Connector connector, UUID lease, Token token, Instant now) {
    Sealed sealed = keys.seal(token.value(), context(connector));
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".gateway_token set purpose = ")
            .bind(SqlType.TEXT, connector.purpose())
            .add(", key_id = ")
            .bind(SqlType.TEXT, sealed.keyId())
            .add(", key = ")
            .bind(SqlType.TEXT, sealed.key())
            .add(", value = ")
            .bind(SqlType.TEXT, sealed.value())
            .add(", good_until = ")
            .bind(SqlType.TIMESTAMPTZ, now.plus(token.good()))
            .add(of(connector, lease)));
  }

  private void release(Connector connector, UUID lease) {
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".gateway_token set lease = null, leased_until = null")
            .add(of(connector, lease)));
  }

  private static Sql of(Connector connector, UUID lease) {
    return Sql.of(" where connector = ")
        .bind(SqlType.TEXT, connector.key())
        .add(" and lease = ")
        .bind(SqlType.UUID, lease);
  }

  @Override
  public void forget(Connector connector, String token) {
    Kept kept = kept(connector);
    if (kept != null && kept.token().equals(token)) {
      statements.update(
          Sql.of("update ")
              .add(schema)
              .add(".gateway_token set good_until = null where connector = ")
              .bind(SqlType.TEXT, connector.key())
              .add(" and value = ")
              .bind(SqlType.TEXT, kept.sealed().value()));
    }
  }
}
