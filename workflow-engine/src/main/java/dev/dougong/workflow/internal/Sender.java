package dev.dougong.workflow.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox, each channel in its turn. One sender holds an entry by a lease;
 * what a dead sender left is sent again after it, with the same id and text. Thread-safe.
 */
final class Sender {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final int SENT = 3;
  private static final int FAILED = 4;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_TRIES = 10;

  private final Statements statements;
  private final Channels channels;
  private final IdSource ids;

  Sender(Statements statements, Channels channels, IdSource ids) {
    this.statements = statements;
    this.channels = channels;
    this.ids = ids;
  }

  private record Entry(
      UUID id,
      String channel,
      String recipient,
      String title,
      String body,
      int attempt,
      UUID lease) {}

  /** Sends one entry of each channel that has one due; gives how many were tried. */
  int sendDue(Access system) {
    SqlName schema = system.metadata().workspace().schema();
    Instant now = system.evaluation().now();
    List<String> due =
        statements.query(
            Sql.of("select distinct channel from ")
                .add(schema)
                .add(".outbox where state < 3 and due_at is not null and due_at <= ")
                .bind(SqlType.TIMESTAMPTZ, now),
            row -> Objects.requireNonNull(row.text(1)));
    int tried = 0;
    for (String channel : due) {
      Entry entry = claim(schema, channel, now);
      if (entry != null) {
        send(system, entry);
        tried++;
      }
    }
    return tried;
  }

  private @Nullable Entry claim(SqlName schema, String channel, Instant now) {
    UUID lease = ids.next();
    return statements.queryOne(
        Sql.of("update ")
            .add(schema)
            .add(".outbox set state = 2, attempt = attempt + 1, lease = ")
            .bind(SqlType.UUID, lease)
            .add(", due_at = ")
            .bind(SqlType.TIMESTAMPTZ, now.plus(LEASE))
            .add(" where id = (select id from ")
            .add(schema)
            .add(".outbox where state < 3 and due_at is not null and channel = ")
            .bind(SqlType.TEXT, channel)
            .add(" and due_at <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" order by due_at limit 1 for update skip locked) returning id, channel,")
            .add(" recipient, title, body, attempt"),
        row ->
            new Entry(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.text(2)),
                Objects.requireNonNull(row.text(3)),
                Objects.requireNonNull(row.text(4)),
                Objects.requireNonNull(row.text(5)),
                (int) row.number(6),
                lease));
  }

  private void send(Access system, Entry entry) {
    try {
      Channel channel = channels.find(entry.channel());
      if (channel == null) {
        throw new IllegalStateException("no channel " + entry.channel());
      }
      channel.send(new Channel.Message(entry.id(), entry.recipient(), entry.title(), entry.body()));
    } catch (RuntimeException e) {
      LOG.warn("Message {} was not sent", entry.id(), e);
      if (entry.attempt() >= MOST_TRIES) {
        done(system, entry, FAILED, brief(e));
      } else {
        again(system, entry, brief(e));
      }
      return;
    }
    done(system, entry, SENT, null);
  }

  private static String brief(RuntimeException e) {
    String text = String.valueOf(e.getMessage()).replace("\0", "");
    return text.length() > 500 ? text.substring(0, 500) : text;
  }

  private void done(Access system, Entry entry, int state, @Nullable String problem) {
    statements.update(
        Sql.of("update ")
            .add(system.metadata().workspace().schema())
            .add(".outbox set due_at = null, lease = null, sent_at = ")
            .bind(SqlType.TIMESTAMPTZ, system.evaluation().now())
            .add(", problem = ")
            .bind(SqlType.TEXT, problem)
            .add(", state = ")
            .number(state)
            .add(" where id = ")
            .bind(SqlType.UUID, entry.id())
            .add(" and lease = ")
            .bind(SqlType.UUID, entry.lease()));
  }

  private void again(Access system, Entry entry, String problem) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(12, entry.attempt() - 1));
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    statements.update(
        Sql.of("update ")
            .add(system.metadata().workspace().schema())
            .add(".outbox set state = 1, lease = null, problem = ")
            .bind(SqlType.TEXT, problem)
            .add(", due_at = ")
            .bind(SqlType.TIMESTAMPTZ, system.evaluation().now().plus(pause))
            .add(" where id = ")
            .bind(SqlType.UUID, entry.id())
            .add(" and lease = ")
            .bind(SqlType.UUID, entry.lease()));
  }
}
