package dev.dougong.engine.personal;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Whose data it is about.
 *
 * @param persons the records that are this person, deleted ones included
 * @param related records of other kinds that point at one of them
 */
public record PersonalReach(Metadata metadata, List<UUID> persons, List<UUID> related) {

  /** Copies the lists. */
  public PersonalReach {
    persons = List.copyOf(persons);
    related = List.copyOf(related);
  }

  /** All records. */
  public List<UUID> all() {
    List<UUID> all = new ArrayList<>(persons);
    all.addAll(related);
    return all;
  }

  /** The schema of the workspace. */
  public SqlName schema() {
    return metadata.workspace().schema();
  }
}
