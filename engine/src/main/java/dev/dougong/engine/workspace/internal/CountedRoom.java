package dev.dougong.engine.workspace.internal;

import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.LimitSource;
import dev.dougong.engine.workspace.Room;
import dev.dougong.engine.workspace.WorkspaceUse;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Room by a tally of each thing that is limited; costs nothing where nothing is. */
@WorkspaceScoped
public final class CountedRoom implements Room {

  private final Workspace workspace;
  private final LimitSource limits;
  private final Map<Limit, Tally> tallies = new EnumMap<>(Limit.class);

  /** Of a workspace. */
  @Inject
  public CountedRoom(
      Workspace workspace,
      LimitSource limits,
      WorkspaceUse use,
      Transactions transactions,
      InstantSource clock) {
    this.workspace = workspace;
    this.limits = limits;
    for (Limit what : Limit.values()) {
      tallies.put(what, new Tally(what, () -> use.count(workspace, what), transactions, clock));
    }
  }

  private Tally tally(Limit what) {
    return Objects.requireNonNull(tallies.get(what));
  }

  @Override
  public Claim claim(Limit what, long more) {
    @Nullable Long most = limits.of(workspace).of(what);
    return most == null || more == 0 ? Claim.NONE : tally(what).claim(most, more);
  }

  @Override
  public void check(Limit what, long more) {
    @Nullable Long most = limits.of(workspace).of(what);
    if (most != null && more > 0) {
      tally(what).check(most, more);
    }
  }
}
