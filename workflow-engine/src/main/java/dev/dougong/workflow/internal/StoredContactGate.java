package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.SealedText;
import dev.dougong.workflow.definition.MessagePurpose;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.ContactGate;
import dev.dougong.workflow.message.Recipients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate for customers: who wants no messages gets none, nobody gets more than the contact rules
 * let them, and nothing goes out in quiet hours. Decisions about one recipient wait for each other
 * until the step commits. Thread-safe.
 */
final class StoredContactGate implements ContactGate {

  /** Whichever key sealed them; with the condition of the index. */
  private static final Sql SEALED =
      Sql.of(" and recipient like '~%' and left(recipient, ").number(SealedText.FRONT).add(") = ");

  private final Statements statements;
  private final Connectors connectors;
  private final RecordSelection selection;
  private final ContactRules rules;

  StoredContactGate(
      Statements statements, Connectors connectors, RecordSelection selection, ContactRules rules) {
    this.statements = statements;
    this.connectors = connectors;
    this.selection = selection;
    this.rules = rules;
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
    return isForCustomers ? ofCustomer(access, contact) : new Allow();
  }

  private Decision ofCustomer(Access access, Contact contact) {
    Instant now = access.evaluation().now();
    SqlName schema = access.metadata().workspace().schema();
    String address = Recipients.open(access.metadata().seals(), contact.recipient());
    OptOutSql.hold(statements, schema, address, false);
    if (OptOutSql.isOut(statements, access.metadata(), address)) {
      return new Refuse("optedOut");
    }
    ContactRules.Rule rule = rules.of(access.metadata(), contact.channel());
    for (ContactRules.People people : rule.people()) {
      String reason = refused(access, people, contact, address);
      if (reason != null) {
        return new Refuse(reason);
      }
    }
    if (contact.purpose() != MessagePurpose.SERVICE) {
      hold(schema, contact);
      if (count(schema, contact, now.minus(rule.within())) >= rule.most()) {
        return new Refuse("tooOften");
      }
    }
    Instant morning = rule.quietUntil(now, access.metadata().zone());
    return morning == null ? new Allow() : new Hold(morning);
  }

  /** Why somebody with this address is not written to, as their record says; null for no reason. */
  private @Nullable String refused(
      Access access, ContactRules.People people, Contact contact, String address) {
    List<ContactRules.Refused> some =
        people.refused().stream()
            .filter(one -> one.purposes().contains(contact.purpose()))
            .toList();
    if (some.isEmpty()) {
      return null;
    }
    Expression isTheirs =
        new Expression.In(
            ChosenRecords.field(people.address()),
            List.of(new Expression.Constant(people.address().type(), address)));
    List<Sql> holds = new ArrayList<>();
    for (int i = 1; i <= some.size(); i++) {
      holds.add(Sql.of("coalesce(bool_or(x.v").number(i).add("), false)"));
    }
    Sql sql =
        Sql.of("select ")
            .join(", ", holds)
            .add(" from (")
            .add(
                selection.select(
                    access,
                    people.entity(),
                    isTheirs,
                    some.stream().map(ContactRules.Refused::when).toList()))
            .add(") x");
    return statements
        .query(
            sql,
            row -> {
              for (int i = 1; i <= some.size(); i++) {
                if (row.bool(i)) {
                  return some.get(i - 1).reason();
                }
              }
              return "";
            })
        .stream()
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private void hold(SqlName schema, Contact contact) {
    String name =
        schema.text() + " " + contact.channel() + " " + Recipients.front(contact.recipient());
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
            .add(SealedText.isSealed(contact.recipient()) ? SEALED : Sql.of(" and recipient = "))
            .bind(SqlType.TEXT, Recipients.front(contact.recipient()))
            .add(" and created_at > ")
            .bind(SqlType.TIMESTAMPTZ, since));
  }
}
