package dev.dougong.engine.record.internal.write;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The records of a merge while it happens, locked.
 *
 * @param others in the order in which their values count
 */
record MergeParty(Draft survivor, Map<UUID, Draft> others) {

  Set<UUID> ids() {
    Set<UUID> ids = new LinkedHashSet<>();
    ids.add(survivor.id());
    ids.addAll(others.keySet());
    return ids;
  }

  /** The survivor first. */
  List<Draft> all() {
    List<Draft> all = new ArrayList<>();
    all.add(survivor);
    all.addAll(others.values());
    return all;
  }
}
