package dev.dougong.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes one record of several that mean the same thing, and parts them again. A merge is one
 * transaction: the survivor gets its values, everything that points at the others points at it, and
 * the others go to the recycle bin. Whoever merges needs the right to change the survivor and to
 * delete the others; what follows from it in other records is done by the engine in their name, and
 * starts no workflow. Every method refuses with a {@code ProblemException} that holds all that is
 * wrong, and then nothing has changed. Thread-safe.
 */
public interface RecordMerges {

  /** Why changes of a merge happened; workflows that follow records do not start on them. */
  String MERGE = "merge";

  /** Why changes of a merge that is taken back happened. */
  String UNMERGE = "unmerge";

  /** Records that one merge takes at the most, besides the survivor. */
  int MAX_OTHERS = 20;

  /** References that one merge moves at the most. */
  int MAX_REFERENCES = 50_000;

  /**
   * What a merge would do, as far as the reader may know it; needs the rights of a merge.
   *
   * @param others 1 to {@link #MAX_OTHERS} ids
   */
  Preview preview(Access access, String entity, UUID survivor, List<UUID> others);

  /**
   * Merges the others into the survivor.
   *
   * @param version of the survivor that was read
   */
  Merged merge(Access access, String entity, UUID survivor, long version, Wish wish);

  /**
   * Parts the records of a merge again: what is still as the merge left it becomes what it was
   * before, what was changed since stays. Needs the rights of the merge.
   */
  Parted undo(Access access, String entity, UUID merge);

  /** The merges of some records, as survivor or as another, newest first; readable ones only. */
  List<Merge> of(Access access, String entity, Collection<UUID> records);

  /** A record that shall go into another, and its version that was read. */
  record Other(UUID id, long version) {}

  /**
   * What a person wants of a merge.
   *
   * @param others in the order in which their values count where the survivor has none
   * @param choices by field key; a field that is not named keeps the survivor's value, or gets the
   *     first one of the others; lists and rows are united
   */
  record Wish(List<Other> others, Map<String, Choice> choices) {

    /** Copies the parts and keeps their order. */
    public Wish {
      others = List.copyOf(others);
      choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }
  }

  /** Which value a field shall have. */
  sealed interface Choice {

    /** That of one of the records, were it none. */
    record From(UUID id) implements Choice {}

    /** A new one, in the form in which records are written. */
    record Value(JsonNode json) implements Choice {}
  }

  /**
   * What a merge would do.
   *
   * @param fields which value each readable and writable field would have by itself
   * @param references what points at the others
   */
  record Preview(List<Suggestion> fields, List<Pointing> references) {

    /** Copies the lists. */
    public Preview {
      fields = List.copyOf(fields);
      references = List.copyOf(references);
    }
  }

  /**
   * The value that a field would have by itself.
   *
   * @param from record that has it, or null where none has or where they are united
   */
  record Suggestion(String field, @Nullable UUID from, boolean isUnited) {}

  /**
   * References that point at a record.
   *
   * @param record at which they point
   * @param entity of the records that hold them
   * @param field path in them: {@code customer}, {@code items.product}
   * @param count at most {@link #MAX_REFERENCES} + 1 are counted
   */
  record Pointing(UUID record, String entity, String field, long count) {}

  /**
   * What a merge did.
   *
   * @param merge its id
   * @param record the survivor as it is now
   * @param moved references that point elsewhere now
   */
  record Merged(UUID merge, EntityRecord record, long moved) {}

  /**
   * What taking a merge back did.
   *
   * @param record the survivor as it is now
   * @param others that are back
   * @param kept what was changed since and stays as it is, the survivor's fields included
   */
  record Parted(EntityRecord record, List<UUID> others, List<Kept> kept) {

    /** Copies the lists. */
    public Parted {
      others = List.copyOf(others);
      kept = List.copyOf(kept);
    }
  }

  /** A record that was changed since, and the fields in it; no field where the record is gone. */
  record Kept(String entity, UUID record, List<String> fields) {

    /** Copies the list. */
    public Kept {
      fields = List.copyOf(fields);
    }
  }

  /** A merge that happened. */
  record Merge(
      UUID id, UUID survivor, List<UUID> others, Instant at, UUID actor, boolean isUndone) {

    /** Copies the list. */
    public Merge {
      others = List.copyOf(others);
    }
  }
}
