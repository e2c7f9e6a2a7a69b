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
   * @param heldTo the forms whose rules the values keep to
   */
  record WriteOptions(@Nullable String idempotencyKey, String why, HeldTo heldTo) {

    /** How {@code why} begins where a person sent a form; its key follows. */
    public static final String FORM = "form:";

    /** How {@code why} begins where a visitor sent a form by a link; its key follows. */
    public static final String LINK = "link:";

    /** A plain call of the API. */
    public static final WriteOptions API = new WriteOptions(null, "api");

    /** What a person or another system writes without naming a form. */
    public WriteOptions(@Nullable String idempotencyKey, String why) {
      this(idempotencyKey, why, new HeldTo.AnyForm());
    }

    /** What a published document decides: a workflow, a package. No form binds it. */
    public static WriteOptions ofDocument(String why) {
      return new WriteOptions(null, why, new HeldTo.NoForm());
    }
  }

  /** Whose rules about hidden, locked, required and offered a write keeps to. */
  sealed interface HeldTo {

    /** Those of one form; fields that do not stand in it as if no form was named. */
    record Form(String key) implements HeldTo {}

    /** Each field must be as one of the forms, in which it stands, would let it be. */
    record AnyForm() implements HeldTo {}

    /** None: the rules of forms are for what people enter. */
    record NoForm() implements HeldTo {}
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
