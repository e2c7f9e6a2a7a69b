package dev.dougong.web.startup;

import dev.dougong.engine.seal.FieldKeys;
import dev.dougong.web.workspace.WorkspaceOpened;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Makes the keys of encrypted fields, or seals them by the first key of the ring. */
@Singleton
public final class FieldKeyStart {

  private static final Logger LOG = Logger.getLogger(FieldKeyStart.class);
  private static final int BEFORE_FIRST_START = 1;

  private final FieldKeys keys;

  /** Over the keys of the workspace. */
  @Inject
  public FieldKeyStart(FieldKeys keys) {
    this.keys = keys;
  }

  void begin(@Observes @Priority(BEFORE_FIRST_START) WorkspaceOpened event) {
    int renewed = keys.prepare();
    if (renewed > 0) {
      LOG.infof("%d keys of encrypted fields are sealed under the first key now", renewed);
    }
  }
}
