package dev.dougong.engine.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.UUID;

/**
 * Lets content go out of sealed rows without breaking the chain: the digests stay, the salts that
 * would let somebody guess the old content go, and what is left is sealed anew. Works in the
 * transaction of the caller. Thread-safe.
 */
public interface AuditErasures {

  /** Kind of the entry that an erasure is. */
  String ERASED = "person.erased";

  /** Kind of the entry where the history of a field was put under seal. */
  String SEALED = "field.sealed";

  /** Holds the chain until the transaction ends: nobody seals what is being blanked. */
  void hold();

  /**
   * Seals anew the rows that were blanked, and writes the entry that names them by one digest.
   *
   * @param changes numbers in the change log; those that were not sealed yet need nothing
   * @param entries numbers of audit entries
   * @param details what the entry tells besides; no personal value
   */
  void renew(Erased erased, Collection<Long> changes, Collection<Long> entries, ObjectNode details);

  /**
   * What was erased.
   *
   * @param kind of the entry: {@link #ERASED} or {@link #SEALED}
   * @param id of the erasure
   * @param subject {@code <entity>/<record>} or {@code <entity>/<field>}
   */
  record Erased(String kind, UUID id, String subject) {}
}
