package dev.dougong.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.storage.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Workspace ONE = Workspace.of("one");
  private static final Workspace TWO = Workspace.of("two");
  private static final long MILLIS = 250;

  private final List<Workspace> open = new ArrayList<>(List.of(ONE, TWO));
  private final Map<Workspace, Long> stirs = new HashMap<>(Map.of(ONE, 1L, TWO, 2L));
  private final Pace pace = new Pace(() -> open, this::number, MILLIS);

  private long number(Workspace workspace) {
    return stirs.getOrDefault(workspace, -1L);
  }

  /** Rounds of so many at which the workspace was looked at, and nothing was found. */
  private List<Integer> looks(Workspace workspace, int rounds) {
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      for (Workspace one : pace.next()) {
        pace.looked(one, number(one), false);
        if (one.equals(workspace)) {
          at.add(i);
        }
      }
    }
    return at;
  }

  @Test
  void looksMoreRarelyWhereNothingIsFound() {
    assertThat(looks(ONE, 32)).containsExactly(0, 1, 3, 7, 15, 23, 31);
  }

  @Test
  void looksAtOnceWhereSomethingMayHaveChanged() {
    assertThat(looks(ONE, 17)).endsWith(15);
    stirs.put(ONE, 3L);
    assertThat(looks(ONE, 4)).containsExactly(0, 1, 3);
    assertThat(looks(TWO, 1)).isEmpty();
  }

  @Test
  void goesOnAtOnceWhereSomethingWasFound() {
    assertThat(looks(ONE, 16)).endsWith(15);
    pace.looked(ONE, number(ONE), true);
    assertThat(pace.next()).containsExactly(ONE);
  }

  @Test
  void missesNoChangeDuringALook() {
    assertThat(pace.next()).contains(ONE);
    long before = number(ONE);
    stirs.put(ONE, 9L);
    pace.looked(ONE, before, false);
    for (int i = 0; i < 8; i++) {
      pace.looked(ONE, before, false);
    }
    assertThat(pace.next()).contains(ONE);
  }

  @Test
  void forgetsWhatIsClosed() {
    assertThat(looks(TWO, 16)).endsWith(15);
    open.remove(TWO);
    assertThat(pace.next()).doesNotContain(TWO);
    open.add(TWO);
    assertThat(pace.next()).contains(TWO);
  }
}
