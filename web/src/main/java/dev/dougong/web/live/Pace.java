package dev.dougong.web.live;

import dev.dougong.engine.storage.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How often one kind of work is looked for in each workspace: at each round while something is
 * found, else more and more rarely, and at each round again as soon as something may have changed.
 * Used by one thread at a time.
 */
final class Pace {

  /** What falls due by the clock alone is found that much later. */
  static final long LONGEST_MILLIS = 2_000;

  private final Supplier<List<Workspace>> open;
  private final ToLongFunction<Workspace> stirs;
  private final int longest;
  private final Map<Workspace, Rest> rests = new HashMap<>();

  /**
   * How long a workspace rests.
   *
   * @param stirs of the workspace before the last look
   * @param rounds from one look to the next
   * @param left rounds to pass over
   */
  private record Rest(long stirs, int rounds, int left) {}

  /**
   * Looks at each workspace at once.
   *
   * @param open those that are open
   * @param stirs a number of each that is another one when something may have changed in it
   * @param millis from one round to the next
   */
  Pace(Supplier<List<Workspace>> open, ToLongFunction<Workspace> stirs, long millis) {
    this.open = open;
    this.stirs = stirs;
    this.longest = (int) Math.max(1, LONGEST_MILLIS / millis);
  }

  /** The open workspaces at which this round looks. */
  List<Workspace> next() {
    List<Workspace> now = open.get();
    if (rests.size() > now.size()) {
      rests.keySet().retainAll(Set.copyOf(now));
    }
    return now.stream().filter(this::isTime).toList();
  }

  private boolean isTime(Workspace workspace) {
    @Nullable Rest rest = rests.get(workspace);
    if (rest == null || rest.left() == 0 || rest.stirs() != stirs.applyAsLong(workspace)) {
      return true;
    }
    rests.put(workspace, new Rest(rest.stirs(), rest.rounds(), rest.left() - 1));
    return false;
  }

  /**
   * Somebody has looked.
   *
   * @param number of the workspace before the look
   */
  void looked(Workspace workspace, long number, boolean hasFound) {
    @Nullable Rest before = hasFound ? null : rests.get(workspace);
    int rounds =
        before == null || before.stirs() != number ? 1 : Math.min(longest, before.rounds() * 2);
    rests.put(workspace, new Rest(number, rounds, rounds - 1));
  }
}
