package dev.dougong.engine.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes records: checks, rights, derived values, history, all in one transaction. Values come as
 * JSON objects by field key. Every method refuses with a {@code ProblemException} that holds all
 * that is wrong, and then nothing has changed. Thread-safe.
 */
public interface Records {

  /** Makes a record and gives it as it now is. */
  EntityRecord create(Access access, String entity, ObjectNode values, WriteOptions options);

  /** Changes the fields that are named; {@code version} is the one that was read. */
  EntityRecord patch(
      Access access, String entity, UUID id, long version, ObjectNode values, WriteOptions options);

  /** Moves a record to the recycle bin, and with it what cascades. */
  void delete(Access access, String entity, UUID id, long version, WriteOptions options);

  /** Takes a record out of the recycle bin, and with it what its delete took along. */
  EntityRecord restore(Access access, String entity, UUID id, WriteOptions options);

  /** Many operations, whole or not at all; problems carry the place of their operation. */
  List<EntityRecord> batch(
      Access access, String entity, List<Operation> operations, WriteOptions options);

  /** Makes or changes records by a natural key, whole or not at all. */
  List<Upserted> upsert(
      Access access,
      String entity,
      List<String> key,
      List<ObjectNode> records,
      WriteOptions options);

  /**
   * How and why a write happens.
   *
   * @param idempotencyKey the same key makes the same write happen once, or null
   * @param why shown in history: {@code api}, {@code import}, a workflow …
   */
  record WriteOptions(@Nullable String idempotencyKey, String why) {

    /** A plain call of the API. */
    public static final WriteOptions API = new WriteOptions(null, "api");
  }

  /** One operation of a batch. */
  sealed interface Operation {

    /** Makes a record. */
    record Create(ObjectNode values) implements Operation {}

    /** Changes one. */
    record Patch(UUID id, @Nullable Long version, ObjectNode values) implements Operation {}

    /** Deletes one. */
    record Delete(UUID id, @Nullable Long version) implements Operation {}
  }

  /**
   * What an upsert did with one record.
   *
   * @param isCreated whether it was new
   */
  record Upserted(EntityRecord record, boolean isCreated) {}
}
