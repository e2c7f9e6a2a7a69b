package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.definition.MessagePurpose;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ContactGate;
import dev.dougong.workflow.message.Messages;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The outbox as administrators see it. Thread-safe. */
final class JdbcMessages implements Messages {

  private final Statements statements;
  private final Transactions transactions;
  private final ContactGate gate;
  private final IdSource ids;

  JdbcMessages(Statements statements, Transactions transactions, ContactGate gate, IdSource ids) {
    this.statements = statements;
    this.transactions = transactions;
    this.gate = gate;
    this.ids = ids;
  }

  private static void refuseOthersThanAdmins(Access access) {
    if (!access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("forbidden"));
    }
  }

  @Override
  public List<Entry> list(Access access, Query query) {
    refuseOthersThanAdmins(access);
    SqlName schema = access.metadata().workspace().schema();
    List<Sql> conditions = new ArrayList<>();
    conditions.add(Sql.of("true"));
    if (query.connector() != null) {
      conditions.add(Sql.of("channel = ").bind(SqlType.TEXT, query.connector()));
    }
    if (query.state() != null) {
      conditions.add(Sql.of("state = ").number(query.state().ordinal() + 1));
    }
    if (query.after() != null) {
      conditions.add(
          Sql.of("(created_at, id) < (select created_at, id from ")
              .add(schema)
              .add(".outbox where id = ")
              .bind(SqlType.UUID, query.after())
              .add(")"));
    }
    Sql rest =
        new Sql()
            .join(" and ", conditions)
            .add(" order by created_at desc, id desc limit ")
            .number(Math.max(1, Math.min(LONGEST_PAGE, query.limit())));
    return entries(access, schema, rest);
  }

  private List<Entry> entries(Access access, SqlName schema, Sql condition) {
    return statements.query(
        Sql.of("select id, channel, recipient, title, body, state, attempt, problem, fault,")
            .add(" workflow, execution, cost::text, created_at, due_at, sent_at from ")
            .add(schema)
            .add(".outbox where ")
            .add(condition),
        row -> entry(access, row));
  }

  private static Entry entry(Access access, ResultRow row) {
    String cost = row.text(12);
    return new Entry(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.text(2)),
        Objects.requireNonNull(row.text(3)),
        Objects.requireNonNull(row.text(4)),
        Objects.requireNonNull(row.text(5)),
        State.values()[(int) row.number(6) - 1],
        (int) row.number(7),
        problem(access, row.text(8), row.text(9)),
        row.text(10),
        row.uuid(11),
        cost == null ? null : new BigDecimal(cost),
        Objects.requireNonNull(row.instant(13)),
        row.instant(14),
        row.instant(15));
  }

  /** A word of the gate, or a stored fault. */
  static @Nullable Problem problem(Access access, @Nullable String word, @Nullable String fault) {
    return word == null ? StoredProblem.read(fault) : refusal(access, word);
  }

  /** What the gate's word means. */
  private static Problem refusal(Access access, String word) {
    JsonNode label = ContactRules.label(access.metadata(), word);
    if (label != null) {
      String language = access.locale().getLanguage();
      String text = label.path(language).asText(label.path("zh").asText(word));
      return Problem.of("message.refusedByRule").with("value", text);
    }
    return switch (word) {
      case "noRecipient" -> Problem.of("message.noRecipient");
      case "optedOut" -> Problem.of("message.optedOut");
      case "tooOften" -> Problem.of("message.tooOften");
      case "unknownChannel" -> Problem.of("message.unknownChannel");
      default -> Problem.of("message.refusedByGate").with("value", word);
    };
  }

  @Override
  public Details find(Access access, UUID id) {
    refuseOthersThanAdmins(access);
    SqlName schema = access.metadata().workspace().schema();
    List<Entry> found = entries(access, schema, Sql.of("id = ").bind(SqlType.UUID, id));
    if (found.isEmpty()) {
      throw new AccessException(Problem.of("notFound"));
    }
    List<Try> tries =
        statements.query(
            Sql.of("select attempt, at, fault, reference from ")
                .add(schema)
                .add(".message_try where message = ")
                .bind(SqlType.UUID, id)
                .add(" order by number limit 100"),
            row ->
                new Try(
                    (int) row.number(1),
                    Objects.requireNonNull(row.instant(2)),
                    StoredProblem.read(row.text(3)),
                    row.text(4)));
    return new Details(found.get(0), tries);
  }

  @Override
  public List<Sum> sums(Access access, int days) {
    refuseOthersThanAdmins(access);
    Instant since = access.evaluation().now().minus(Duration.ofDays(days));
    return statements.query(
        Sql.of("select channel, state, count(*), coalesce(sum(cost), 0)::text from ")
            .add(access.metadata().workspace().schema())
            .add(".outbox where created_at > ")
            .bind(SqlType.TIMESTAMPTZ, since)
            .add(" group by channel, state order by channel, state"),
        row ->
            new Sum(
                Objects.requireNonNull(row.text(1)),
                State.values()[(int) row.number(2) - 1],
                row.number(3),
                new BigDecimal(Objects.requireNonNull(row.text(4)))));
  }

  @Override
  public void sendAgain(Access access, UUID id) {
    refuseOthersThanAdmins(access);
    SqlName schema = access.metadata().workspace().schema();
    var unused =
        transactions.required(
            () -> {
              List<Entry> found =
                  entries(
                      access, schema, Sql.of("id = ").bind(SqlType.UUID, id).add(" for update"));
              if (found.isEmpty()) {
                throw new AccessException(Problem.of("notFound"));
              }
              again(access, schema, found.get(0));
              return true;
            });
  }

  private void again(Access access, SqlName schema, Entry entry) {
    Instant now = access.evaluation().now();
    switch (entry.state()) {
      case SENT -> throw new ConflictException(Problem.of("message.isSent"));
      case READY, SENDING -> throw new ConflictException(Problem.of("message.isUnderWay"));
      case FAILED -> make(schema, entry.id(), now);
      case REFUSED -> {
        var contact =
            new ContactGate.Contact(
                entry.connector(), entry.recipient(), purpose(schema, entry.id()));
        ContactGate.Decision decision = gate.decide(access, contact);
        if (decision instanceof ContactGate.Refuse refuse) {
          throw new ConflictException(refusal(access, refuse.reason()));
        }
        make(schema, entry.id(), decision instanceof ContactGate.Hold hold ? hold.until() : now);
      }
    }
  }

  private MessagePurpose purpose(SqlName schema, UUID id) {
    String word =
        statements.queryOne(
            Sql.of("select purpose from ")
                .add(schema)
                .add(".outbox where id = ")
                .bind(SqlType.UUID, id),
            row -> Objects.requireNonNull(row.text(1)));
    return MessagePurpose.of(Objects.requireNonNullElse(word, ""));
  }

  private void make(SqlName schema, UUID id, Instant due) {
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".outbox set state = 1, attempt = 0, lease = null, problem = null, due_at = ")
            .bind(SqlType.TIMESTAMPTZ, due)
            .add(" where id = ")
            .bind(SqlType.UUID, id));
  }

  @Override
  public UUID trial(Access access, String connector, Channel.Message message) {
    refuseOthersThanAdmins(access);
    SqlName schema = access.metadata().workspace().schema();
    Instant now = access.evaluation().now();
    UUID id = ids.next();
    return transactions.required(
        () -> {
          ContactGate.Decision decision =
              gate.decide(access, new ContactGate.Contact(connector, message.recipient()));
          if (decision instanceof ContactGate.Refuse refuse) {
            throw new ConflictException(refusal(access, refuse.reason()));
          }
          Instant due = decision instanceof ContactGate.Hold hold ? hold.until() : now;
          statements.update(
              Sql.of("insert into ")
                  .add(schema)
                  .add(".outbox (id, key, channel, recipient, title, body, state, due_at,")
                  .add(" created_at) values (")
                  .join(
                      ", ",
                      List.of(
                          new Sql().bind(SqlType.UUID, id),
                          new Sql().bind(SqlType.TEXT, "trial:" + id),
                          new Sql().bind(SqlType.TEXT, connector),
                          new Sql().bind(SqlType.TEXT, message.recipient()),
                          new Sql().bind(SqlType.TEXT, message.title()),
                          new Sql().bind(SqlType.TEXT, message.body()),
                          new Sql().number(1),
                          new Sql().bind(SqlType.TIMESTAMPTZ, due),
                          new Sql().bind(SqlType.TIMESTAMPTZ, now)))
                  .add(")"));
          return id;
        });
  }
}
