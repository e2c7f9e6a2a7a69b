package dev.dougong.web.backup;

import dev.dougong.engine.storage.Workspace;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The second place of backups, with a part for each workspace; many installations have none. */
public final class BackupStores {

  private final @Nullable BackupStore all;
  private final BooleanSupplier isSandbox;

  /**
   * Over all of it.
   *
   * @param all null where there is none
   * @param isSandbox whether nothing may leave the machine
   */
  public BackupStores(@Nullable BackupStore all, BooleanSupplier isSandbox) {
    this.all = all;
    this.isSandbox = isSandbox;
  }

  /** Whether there is one. */
  public boolean isThere() {
    return all != null;
  }

  /** Whether backups are copied: a sandbox would write over, and prune, what the shop has there. */
  public boolean isOn() {
    return all != null && !isSandbox.getAsBoolean();
  }

  /**
   * The part of a workspace.
   *
   * @throws IllegalStateException where there is none
   */
  public BackupStore of(Workspace workspace) {
    if (all == null) {
      throw new IllegalStateException("no second place of backups is set up");
    }
    return all.within(workspace.key());
  }
}
