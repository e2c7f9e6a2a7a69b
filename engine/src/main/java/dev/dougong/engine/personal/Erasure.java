package dev.dougong.engine.personal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure as the ledger keeps it: nothing in it tells of the person.
 *
 * @param actor who did it; null for the engine
 * @param entity id of the entity of the record that was named
 * @param records that were the person, the named one first
 */
public record Erasure(UUID id, Instant at, @Nullable UUID actor, int entity, List<UUID> records) {

  /** Copies the list. */
  public Erasure {
    records = List.copyOf(records);
  }
}
