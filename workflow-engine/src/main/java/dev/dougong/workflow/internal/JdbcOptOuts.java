package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.OptOuts;
import dev.dougong.workflow.message.Recipients;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Opt-outs in the table {@code contact_opt_out}. Thread-safe. */
final class JdbcOptOuts implements OptOuts {

  private static final int SHOWN_DIGITS = 4;

  private final Statements statements;
  private final Transactions transactions;
  private final Connectors connectors;
  private final AuditLog audit;

  JdbcOptOuts(Statements statements, Transactions transactions, Channels channels, AuditLog audit) {
    this.statements = statements;
    this.transactions = transactions;
    this.connectors = new Connectors(channels);
    this.audit = audit;
  }

  private static SqlName schema(Access access) {
    return access.metadata().workspace().schema();
  }

  private static void refuseOthersThanAdmins(Access access) {
    if (!access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("forbidden"));
    }
  }

  @Override
  public void add(Access access, String recipient, String note) {
    if (recipient.isBlank() || recipient.length() > LONGEST || note.length() > LONGEST) {
      throw new InputException(Problem.at("/recipient", "message.badRecipient"));
    }
    boolean unused =
        transactions.required(
            () -> {
              SqlName schema = schema(access);
              OptOutSql.hold(statements, schema, recipient, true);
              int added =
                  statements.update(
                      Sql.of("insert into ")
                          .add(schema)
                          .add(".contact_opt_out (recipient, at, by_user, note) values (")
                          .add(OptOutSql.plain(recipient))
                          .add(", ")
                          .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
                          .add(", ")
                          .bind(SqlType.UUID, access.userId())
                          .add(", ")
                          .bind(SqlType.TEXT, note)
                          .add(") on conflict (recipient) do nothing"));
              if (added > 0) {
                stopWaiting(access, recipient);
                tell("optOut.added", recipient);
              }
              return true;
            });
  }

  /** Messages to customers that wait for the morning, or for another try. */
  private void stopWaiting(Access access, String recipient) {
    Sql waiting =
        Sql.of(" where state = 1 and workflow is not null and (")
            .add(OptOutSql.plain(Sql.of("recipient")))
            .add(" = ")
            .add(OptOutSql.plain(recipient))
            .add(" or recipient = any(")
            .bind(SqlType.TEXT_ARRAY, sealed(access, recipient))
            .add("))");
    List<String> keys =
        statements.query(
            Sql.of("select distinct channel from ").add(schema(access)).add(".outbox").add(waiting),
            row -> Objects.requireNonNull(row.text(1)));
    for (String key : keys) {
      @Nullable Connector connector = connectors.find(access.metadata(), key);
      if (connector == null || connector.channel().reachesCustomers(connector.settings())) {
        statements.update(
            Sql.of("update ")
                .add(schema(access))
                .add(".outbox set state = 5, due_at = null, problem = 'optedOut'")
                .add(waiting)
                .add(" and channel = ")
                .bind(SqlType.TEXT, key));
      }
    }
  }

  /** Under seal an address is known by opening it: it may be written in more than one way. */
  private List<String> sealed(Access access, String recipient) {
    FieldSeals seals = access.metadata().seals();
    String wanted = plain(List.of(recipient)).get(0);
    List<String> waiting =
        statements.query(
            Sql.of("select distinct recipient from ")
                .add(schema(access))
                .add(".outbox where state = 1 and workflow is not null and recipient like '~%'"),
            row -> Objects.requireNonNull(row.text(1)));
    List<String> plain = plain(waiting.stream().map(one -> Recipients.open(seals, one)).toList());
    return IntStream.range(0, waiting.size())
        .filter(place -> plain.get(place).equals(wanted))
        .mapToObj(waiting::get)
        .toList();
  }

  /** Addresses in the one way of writing them. */
  private List<String> plain(List<String> addresses) {
    return statements.query(
        Sql.of("select ")
            .add(OptOutSql.plain(Sql.of("x")))
            .add(" from unnest(")
            .bind(SqlType.TEXT_ARRAY, addresses)
            .add(") with ordinality u(x, n) order by n"),
        row -> Objects.requireNonNull(row.text(1)));
  }

  @Override
  public void withdraw(Access access, String recipient) {
    refuseOthersThanAdmins(access);
    boolean unused =
        transactions.required(
            () -> {
              SqlName schema = schema(access);
              OptOutSql.hold(statements, schema, recipient, true);
              int gone =
                  statements.update(
                      Sql.of("delete from ")
                          .add(schema)
                          .add(".contact_opt_out where ")
                          .add(OptOutSql.of(statements, access.metadata(), recipient)));
              if (gone == 0) {
                throw new AccessException(Problem.of("notFound"));
              }
              tell("optOut.withdrawn", recipient);
              return true;
            });
  }

  /** The log tells the end of the address only: it is not one more place where it stands. */
  private void tell(String kind, String recipient) {
    String plain = recipient.strip();
    String end = plain.substring(Math.max(0, plain.length() - SHOWN_DIGITS));
    audit.tell(kind, "…" + end, JsonNodeFactory.instance.objectNode());
  }

  @Override
  public List<OptOut> list(Access access, @Nullable String after, int limit) {
    refuseOthersThanAdmins(access);
    return statements.query(
        Sql.of("select recipient, at, by_user, note from ")
            .add(schema(access))
            .add(".contact_opt_out where recipient > ")
            .bind(SqlType.TEXT, after == null ? "" : after)
            .add(" and ")
            .add(OptOutSql.isKnown())
            .add(" order by recipient limit ")
            .number(limit),
        row ->
            new OptOut(
                Objects.requireNonNull(row.text(1)),
                Objects.requireNonNull(row.instant(2)),
                Objects.requireNonNull(row.uuid(3)),
                Objects.requireNonNull(row.text(4))));
  }

  @Override
  public long erased(Access access) {
    refuseOthersThanAdmins(access);
    return statements.count(
        Sql.of("select count(*) from ")
            .add(schema(access))
            .add(".contact_opt_out where not (")
            .add(OptOutSql.isKnown())
            .add(")"));
  }
}
