package dev.dougong.web.startup;

import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.personal.PersonalRecords;
import dev.dougong.web.workspace.WorkspaceOpened;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Whoever a restore brought back is erased again before anybody can read. */
@Singleton
public final class ErasureStart {

  private static final Logger LOG = Logger.getLogger(ErasureStart.class);
  private static final int AFTER_FIRST_START = 900;

  private final PersonalRecords personal;
  private final AccessSource accesses;

  /** Over the records of people. */
  @Inject
  public ErasureStart(PersonalRecords personal, AccessSource accesses) {
    this.personal = personal;
    this.accesses = accesses;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) WorkspaceOpened event) {
    int erased = personal.reapplyDue(accesses.system("erasures"));
    if (erased > 0) {
      LOG.infof("%d people that the restore brought back were erased again", erased);
    }
  }
}
