package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.ContactGate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The gate for customers: who wants no messages gets none, nobody gets more than a few a week, and
 * nothing goes out at night. Decisions about one recipient wait for each other until the step
 * commits. Thread-safe.
 */
final class StoredContactGate implements ContactGate {

  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final LocalTime EVENING = LocalTime.of(21, 0);
  static final Duration WEEK = Duration.ofDays(7);
  static final int MOST_IN_A_WEEK = 3;

  private final Statements statements;
  private final Connectors connectors;

  StoredContactGate(Statements statements, Connectors connectors) {
    this.statements = statements;
    this.connectors = connectors;
  }

  @Override
  public Decision decide(Access access, Contact contact) {
    Connector connector = connectors.find(access.metadata(), contact.channel());
    if (connector == null) {
      return new Refuse("unknownChannel");
    }
    boolean isForCustomers = connector.channel().reachesCustomers(connector.settings());
    boolean needsRecipient = isForCustomers || connector.channel().needsRecipient();
    if (contact.recipient().isBlank() && needsRecipient) {
      return new Refuse("noRecipient");
    }
    if (!isForCustomers) {
      return new Allow();
    }
    Instant now = access.evaluation().now();
    SqlName schema = access.metadata().workspace().schema();
    OptOutSql.hold(statements, schema, contact.recipient(), false);
    if (OptOutSql.isOut(statements, schema, contact.recipient())) {
      return new Refuse("optedOut");
    }
    hold(schema, contact);
    if (count(schema, contact, now.minus(WEEK)) >= MOST_IN_A_WEEK) {
      return new Refuse("tooOften");
    }
    Instant morning = quietUntil(now, access.metadata().zone());
    return morning == null ? new Allow() : new Hold(morning);
  }

  /** When the night is over, or null by day. */
  static @Nullable Instant quietUntil(Instant now, ZoneId zone) {
    ZonedDateTime local = now.atZone(zone);
    LocalTime time = local.toLocalTime();
    if (time.isBefore(MORNING)) {
      return local.with(MORNING).toInstant();
    }
    return time.isBefore(EVENING) ? null : local.plusDays(1).with(MORNING).toInstant();
  }

  private void hold(SqlName schema, Contact contact) {
    String name = schema.text() + " " + contact.channel() + " " + contact.recipient();
    statements.query(
        Sql.of("select pg_advisory_xact_lock(hashtextextended(")
            .bind(SqlType.TEXT, name)
            .add(", 601))"),
        row -> true);
  }

  private long count(SqlName schema, Contact contact, Instant since) {
    return statements.count(
        Sql.of("select count(*) from ")
            .add(schema)
            .add(".outbox where state < 4 and channel = ")
            .bind(SqlType.TEXT, contact.channel())
            .add(" and recipient = ")
            .bind(SqlType.TEXT, contact.recipient())
            .add(" and created_at > ")
            .bind(SqlType.TIMESTAMPTZ, since));
  }
}
