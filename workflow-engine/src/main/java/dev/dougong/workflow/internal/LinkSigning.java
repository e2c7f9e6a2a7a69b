package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.message.Channel;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signs the links of tasks by the keys of the installation, which are not in the database: who
 * reads a message at rest cannot answer with it. Thread-safe.
 */
final class LinkSigning {

  /** What a message at rest has for its link, before the id. */
  static final String AT_REST = "/act/";

  /** The page that answers; what opens it is behind the {@code #}, which reaches no log. */
  private static final String PAGE = "/act#";

  private static final String INBOX = "/tasks";
  private static final int ID_BYTES = 16;
  private static final int SIGNATURE_BYTES = 32;
  private static final int LONGEST = 100;

  private final Statements statements;
  private final KeyRing keys;

  LinkSigning(Statements statements, KeyRing keys) {
    this.statements = statements;
    this.keys = keys;
  }

  /** A link as stored. */
  record Link(
      UUID id,
      UUID task,
      UUID user,
      String connector,
      Instant expiresAt,
      @Nullable Instant usedAt,
      boolean isCurrent) {}

  /**
   * What a message leads to when it is sent: the link of a task is signed for its own person on its
   * own connector, whoever wrote the message; all others stay.
   */
  String sent(Access system, String connector, Channel.Message message) {
    String link = message.link();
    if (!link.startsWith(AT_REST)) {
      return link;
    }
    SqlName schema = system.metadata().workspace().schema();
    UUID id = id(link.substring(AT_REST.length()));
    Link found = id == null ? null : find(schema, id);
    if (found == null
        || !found.connector().equals(connector)
        || !found.user().toString().equals(message.recipient())) {
      return INBOX;
    }
    ByteBuffer all = ByteBuffer.allocate(ID_BYTES + SIGNATURE_BYTES);
    all.putLong(found.id().getMostSignificantBits());
    all.putLong(found.id().getLeastSignificantBits());
    all.put(keys.sign(text(schema, found)));
    return PAGE + Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
  }

  private static @Nullable UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The link that a token was signed for; null where it was never signed by these keys. */
  @Nullable Link verified(SqlName schema, String token) {
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(token.length() > LONGEST ? "" : token);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (all.length != ID_BYTES + SIGNATURE_BYTES) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(all);
    Link found = find(schema, new UUID(buffer.getLong(), buffer.getLong()));
    byte[] signature = new byte[SIGNATURE_BYTES];
    buffer.get(signature);
    return found != null && keys.isSigned(signature, text(schema, found)) ? found : null;
  }

  /** All that a signature is good for: another task, person or time is another signature. */
  private static String text(SqlName schema, Link link) {
    return String.join(
        " ",
        "task-link",
        schema.text(),
        link.id().toString(),
        link.task().toString(),
        link.user().toString(),
        link.connector(),
        Long.toString(link.expiresAt().toEpochMilli()));
  }

  private @Nullable Link find(SqlName schema, UUID id) {
    return statements.queryOne(
        Sql.of("select l.id, l.task, l.user_id, l.connector, l.expires_at, l.used_at,")
            .add(" l.epoch = coalesce(u.epoch, 0) from ")
            .add(schema)
            .add(".task_link l left join ")
            .add(schema)
            .add(".app_user u on u.id = l.user_id where l.id = ")
            .bind(SqlType.UUID, id),
        row ->
            new Link(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.uuid(2)),
                Objects.requireNonNull(row.uuid(3)),
                Objects.requireNonNull(row.text(4)),
                Objects.requireNonNull(row.instant(5)),
                row.instant(6),
                row.bool(7)));
  }
}
