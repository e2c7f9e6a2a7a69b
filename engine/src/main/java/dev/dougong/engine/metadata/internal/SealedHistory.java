package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.audit.AuditErasures;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts the history of a field under seal that became an encrypted one: both sides of its changes
 * get the values sealed, and the chain over the history gets seals for what they are now.
 */
final class SealedHistory {

  private static final int BATCH = 2_000;

  private final Jdbc jdbc;
  private final Transactions transactions;
  private final AuditErasures evidence;
  private final ValueConversion conversion;

  SealedHistory(
      Jdbc jdbc, Transactions transactions, AuditErasures evidence, ValueConversion conversion) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.evidence = evidence;
    this.conversion = conversion;
  }

  private record Sides(long seq, @Nullable String before, @Nullable String after) {}

  /** Seals all changes that hold values of the field from before; gives how many there were. */
  int run(Metadata metadata, Entity entity, Field field, int from) {
    int all = 0;
    int some;
    do {
      some = transactions.required(() -> batch(metadata, entity, field, from));
      all += some;
    } while (some == BATCH);
    return all;
  }

  private int batch(Metadata metadata, Entity entity, Field field, int from) {
    evidence.hold();
    String old = "f" + from;
    List<Sql> pieces =
        List.of(
            new Sql().add(metadata.workspace().schema()),
            new Sql().number(entity.id()),
            new Sql().bind(SqlType.TEXT, old),
            new Sql().number(BATCH));
    List<Sides> changes =
        jdbc.query(
            Sql.template(
                """
                select seq, before::text, after::text from {0}.change
                where entity = {1} and (jsonb_exists(before, {2}) or jsonb_exists(after, {2}))
                order by seq limit {3} for update
                """,
                pieces),
            row -> new Sides(row.getLong(1), row.getString(2), row.getString(3)));
    if (changes.isEmpty()) {
      return 0;
    }
    List<Long> seqs = new ArrayList<>();
    List<@Nullable String> before = new ArrayList<>();
    List<@Nullable String> after = new ArrayList<>();
    for (Sides change : changes) {
      seqs.add(change.seq());
      before.add(sealed(change.before(), field, old, metadata));
      after.add(sealed(change.after(), field, old, metadata));
    }
    store(metadata, seqs, before, after);
    UUID id =
        jdbc.queryOne(Sql.of("select gen_random_uuid()"), row -> row.getObject(1, UUID.class));
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("field", field.key()).put("changes", seqs.size());
    evidence.renew(
        new AuditErasures.Erased(
            AuditErasures.SEALED, Objects.requireNonNull(id), entity.key() + "/" + field.key()),
        seqs,
        List.of(),
        details);
    return changes.size();
  }

  private void store(
      Metadata metadata,
      List<Long> seqs,
      List<@Nullable String> before,
      List<@Nullable String> after) {
    jdbc.update(
        Sql.template(
            """
            update {0}.change c set before = n.b::jsonb, after = n.a::jsonb
            from unnest({1}, {2}, {3}) as n (seq, b, a) where c.seq = n.seq
            """,
            List.of(
                new Sql().add(metadata.workspace().schema()),
                new Sql().bind(SqlType.BIGINT_ARRAY, seqs),
                new Sql().bind(SqlType.TEXT_ARRAY, before),
                new Sql().bind(SqlType.TEXT_ARRAY, after))));
  }

  private @Nullable String sealed(
      @Nullable String side, Field field, String old, Metadata metadata) {
    if (side == null) {
      return null;
    }
    ObjectNode values = DocumentJson.read(side);
    JsonNode value = values.remove(old);
    if (value != null && !value.isNull()) {
      String text = conversion.convert(value.toString(), field, metadata.zone());
      if (text != null) {
        values.put(field.column().text(), ValueConversion.string(text));
      }
    }
    return values.toString();
  }
}
