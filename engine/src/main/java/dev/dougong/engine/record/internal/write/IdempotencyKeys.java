package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records.Upserted;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a write with a key happen once. The key is taken in the transaction of the write: a repeat
 * that comes meanwhile waits for its end, and then gets the same records.
 */
final class IdempotencyKeys {

  private static final String MADE = "+";

  private final Jdbc jdbc;
  private final RecordTable table;

  IdempotencyKeys(Jdbc jdbc, RecordTable table) {
    this.jdbc = jdbc;
    this.table = table;
  }

  /** Does the work, or gives what it gave before. */
  List<Upserted> once(Write write, EntityPlan plan, String content, Supplier<List<Upserted>> work) {
    String key = write.options().idempotencyKey();
    if (key == null) {
      return work.get();
    }
    String digest = digest(plan.entity().id() + content);
    if (take(write, key, digest)) {
      List<Upserted> result = work.get();
      keep(write, key, result);
      return result;
    }
    return recall(write, plan, key, digest);
  }

  private boolean take(Write write, String key, String digest) {
    return jdbc.update(
            Sql.of("insert into ")
                .add(write.schema())
                .add(".idempotency (actor, key, digest, at) values (")
                .bind(SqlType.UUID, write.access().userId())
                .add(", ")
                .bind(SqlType.TEXT, key)
                .add(", ")
                .bind(SqlType.TEXT, digest)
                .add(", ")
                .bind(SqlType.TIMESTAMPTZ, write.now())
                .add(") on conflict do nothing"))
        == 1;
  }

  private void keep(Write write, String key, List<Upserted> result) {
    ArrayNode ids = ValueJson.mapper().createArrayNode();
    for (Upserted one : result) {
      ids.add((one.isCreated() ? MADE : "") + one.record().id());
    }
    jdbc.update(
        Sql.of("update ")
            .add(write.schema())
            .add(".idempotency set result = ")
            .bind(SqlType.JSONB, ids)
            .add(where(write, key)));
  }

  private record Known(String digest, @Nullable String result) {}

  private List<Upserted> recall(Write write, EntityPlan plan, String key, String digest) {
    Known known =
        Objects.requireNonNull(
            jdbc.queryOne(
                Sql.of("select digest, result from ")
                    .add(write.schema())
                    .add(".idempotency")
                    .add(where(write, key)),
                row -> new Known(row.getString(1), row.getString(2))));
    if (!known.digest().equals(digest)) {
      throw new ConflictException(Problem.of("record.keyReused"));
    }
    List<Boolean> made = new ArrayList<>();
    List<UUID> ids = new ArrayList<>();
    for (JsonNode one : json(known.result())) {
      String text = one.textValue();
      made.add(text.startsWith(MADE));
      ids.add(UUID.fromString(text.startsWith(MADE) ? text.substring(1) : text));
    }
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<UUID, Map<Integer, Object>> rows = table.readAny(plan, ids);
    List<Upserted> result = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      Map<Integer, Object> values = rows.get(ids.get(i));
      if (values == null
          || !write.covers(write.access().entity(plan.entity()).read(), plan, values)) {
        throw new AccessException(Problem.of("notFound"));
      }
      result.add(new Upserted(new EntityRecord(plan.entity().id(), values), made.get(i)));
    }
    return result;
  }

  private static Sql where(Write write, String key) {
    return Sql.of(" where actor = ")
        .bind(SqlType.UUID, write.access().userId())
        .add(" and key = ")
        .bind(SqlType.TEXT, key);
  }

  private static JsonNode json(@Nullable String text) {
    try {
      return ValueJson.mapper().readTree(text == null ? "[]" : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String content) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
