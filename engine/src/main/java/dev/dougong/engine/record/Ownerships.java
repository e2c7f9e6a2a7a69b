package dev.dougong.engine.record;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Owners of many records at once. Rights, rules and forms are not asked: who may call is the
 * caller's business. Each record gets its version and its place in the history; listeners are told
 * of a batch whose reason is that of the move. Thread-safe.
 */
public interface Ownerships {

  /** Reason of a move because somebody hands over their work. */
  String HAND_OVER = "handOver";

  /** Reason of a move that takes another one back. */
  String HAND_BACK = "handBack";

  /** Whether a reason in the history is that of a move, whatever somebody wrote behind it. */
  static boolean isMove(String why) {
    String word = why.contains(":") ? why.substring(0, why.indexOf(':')) : why;
    return word.equals(HAND_OVER) || word.equals(HAND_BACK);
  }

  /** How many live records belong to somebody, by id of the entity; those without are left out. */
  Map<Integer, Long> count(Metadata metadata, UUID owner);

  /**
   * Gives records of an entity to another owner, in a transaction of its own or the caller's.
   *
   * @param access who does it, for the history
   * @param most how many at most; call again until fewer came
   * @return which ones
   */
  List<UUID> move(Access access, Entity entity, Move move, int most);

  /**
   * From one owner to another.
   *
   * @param only which records, or null for all
   * @param why reason in the history: a word, and behind a colon what somebody wrote
   */
  record Move(UUID from, UUID to, @Nullable List<UUID> only, String why) {}
}
