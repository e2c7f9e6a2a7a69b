package dev.dougong.web.live;

import dev.dougong.engine.audit.AuditChain;
import dev.dougong.engine.audit.AuditChecks;
import dev.dougong.engine.audit.AuditChecks.Check;
import dev.dougong.engine.audit.AuditRetention;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.trace.WorkTraces;
import dev.dougong.web.workspace.Workspaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Closes batches of the audit chain, and verifies it every day; administrators get a notice where
 * it is broken. Every node does it, one of each at a time.
 */
@Singleton
public final class AuditWork {

  private static final Logger LOG = Logger.getLogger(AuditWork.class);
  private static final int AFTER_FIRST_START = 1_000;
  private static final long CLOSE_MILLIS = 10_000;
  private static final long CHECK_MILLIS = 600_000;
  private static final long FIRST_CHECK_MILLIS = 60_000;

  private final AuditChain chain;
  private final AuditChecks checks;
  private final AuditRetention retention;
  private final AdministratorNotices notices;
  private final WorkRounds rounds;

  /** Over the chain of the workspace. */
  @Inject
  public AuditWork(
      AuditChain chain,
      AuditChecks checks,
      AuditRetention retention,
      AdministratorNotices notices,
      Workspaces workspaces,
      WorkTraces traces) {
    this.rounds = new WorkRounds(workspaces, traces, "audit", 2);
    this.chain = chain;
    this.checks = checks;
    this.retention = retention;
    this.notices = notices;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    rounds.again("closing the audit chain", CLOSE_MILLIS, CLOSE_MILLIS, () -> chain.close() > 0);
    rounds.again(
        "cutting off old entries of the audit log",
        CHECK_MILLIS,
        CHECK_MILLIS,
        () -> retention.cut() > 0);
    rounds.again(
        "verifying the audit chain",
        FIRST_CHECK_MILLIS,
        CHECK_MILLIS,
        () -> {
          tell(checks.checkIfDue());
          return false;
        });
  }

  /** Verifies the chain now, in the background. */
  public void checkSoon() {
    rounds.once(
        "verifying the audit chain",
        () -> {
          int closed;
          do {
            closed = chain.close();
          } while (closed > 0);
          tell(checks.checkNow());
        });
  }

  private void tell(@Nullable Check check) {
    if (check == null || check.isWhole()) {
      return;
    }
    LOG.errorf("the audit chain is broken: %s", check.faults());
    notices.tell(
        "audit",
        check.begunAt().toString(),
        Problem.of("audit.broken").with("count", check.faults().size()),
        "/admin/audit");
  }

  void end(@Observes ShutdownEvent event) {
    rounds.end();
  }
}
