package dev.dougong.workflow.trigger;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** On what occasion a workflow starts. The engine sees to it. Closed. */
public sealed interface Occasion {

  /** Key of the entity whose records it is about, or null where it says nothing of that. */
  @Nullable String entity();

  /**
   * A write to a record.
   *
   * @param operations {@code created}, {@code updated}, {@code deleted}
   * @param fields keys of fields of which one must have changed; empty for any
   * @param batch what writes of many records do
   */
  record Changed(String entity, Set<String> operations, Set<String> fields, Batch batch)
      implements Occasion {

    /** Copies the sets. */
    public Changed {
      operations = Set.copyOf(operations);
      fields = Set.copyOf(fields);
    }
  }

  /** What a write of many records in one call, or an import, does. */
  enum Batch {
    /** Starts for each record. */
    EACH,
    /** Starts once, without a record. */
    ONCE,
    /** Starts nothing. */
    NONE
  }

  /**
   * A person starts it.
   *
   * @param roles keys of the roles that may; empty for all that may read the record
   */
  record Called(@Nullable String entity, Set<String> roles) implements Occasion {

    /** Copies the set. */
    public Called {
      roles = Set.copyOf(roles);
    }
  }
}
