package dev.dougong.engine.record;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hears what is written to records, inside the transaction that writes it: what it stores itself
 * commits or fails with the write. Thread-safe.
 */
public interface RecordListener {

  /** Nobody. */
  RecordListener NONE =
      new RecordListener() {
        @Override
        public boolean listensTo(Metadata metadata, Entity entity, ChangeOperation operation) {
          return false;
        }

        @Override
        public void written(RecordWrite write) {}
      };

  /**
   * Whether it wants such writes of the entity. Asked with every write: a look-up, nothing more.
   * What nobody listens to can be one statement, without the whole record before and after it.
   */
  boolean listensTo(Metadata metadata, Entity entity, ChangeOperation operation);

  /** Called once for each statement that stored records; must do its own work set-wise. */
  void written(RecordWrite write);

  /**
   * Records that one statement stored.
   *
   * @param access of the writer
   * @param why {@code api}, {@code import}, a workflow …
   * @param isBatch whether the writer gave many records in one call
   */
  record RecordWrite(
      Access access,
      String why,
      boolean isBatch,
      Entity entity,
      ChangeOperation operation,
      List<WrittenRecord> records) {

    /** Copies the list. */
    public RecordWrite {
      records = List.copyOf(records);
    }
  }

  /**
   * A record that was stored.
   *
   * @param change number of its change
   * @param fields ids of the fields that differ; empty for a delete and a restore
   * @param before as it was, or null for one that was not there
   * @param after as it is, or null for one that is gone
   */
  record WrittenRecord(
      UUID id, long change, Set<Integer> fields, @Nullable Row before, @Nullable Row after) {

    /** Copies the set. */
    public WrittenRecord {
      fields = Set.copyOf(fields);
    }
  }
}
