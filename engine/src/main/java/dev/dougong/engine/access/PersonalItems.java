package dev.dougong.engine.access;

import dev.dougong.engine.value.Label;
import java.util.List;
import java.util.UUID;

/**
 * What people make for themselves besides records, and leave behind when they go: dashboards, saved
 * filters. Implementations are collected; open: nothing else learns their names. Thread-safe.
 */
public interface PersonalItems {

  /** Word for programs, which never changes: {@code dashboard}. */
  String kind();

  /** Word for people, in the plural. */
  Label label();

  /** How many a person has. */
  long count(Access access, UUID user);

  /**
   * Gives all that a person has to another one, in the transaction of the caller.
   *
   * @return the ids of what went over
   */
  List<UUID> hand(Access access, UUID from, UUID to);

  /** Gives some back that still are with who got them; same transaction. */
  void handBack(Access access, List<UUID> items, UUID from, UUID to);
}
