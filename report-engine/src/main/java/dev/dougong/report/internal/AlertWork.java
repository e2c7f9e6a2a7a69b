package dev.dougong.report.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.report.alert.Alert;
import dev.dougong.report.alert.WorkflowStarts;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at alerts that are due, with the rights of those who made them. What was found and what is
 * told commit together, if the lease still holds; it is told when the line is crossed, and not
 * again before the value was on the other side. Thread-safe.
 */
final class AlertWork {

  private static final Logger LOG = LoggerFactory.getLogger(AlertWork.class);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int MOST_TRIES = 5;

  private final AccessSource accesses;
  private final Users users;
  private final Transactions transactions;
  private final AlertStore store;
  private final AlertValue values;
  private final Notes notes;
  private final WorkflowStarts starts;
  private final IdSource ids;

  AlertWork(
      AccessSource accesses,
      Users users,
      Transactions transactions,
      AlertStore store,
      AlertValue values,
      Notes notes,
      WorkflowStarts starts,
      IdSource ids) {
    this.accesses = accesses;
    this.users = users;
    this.transactions = transactions;
    this.store = store;
    this.values = values;
    this.notes = notes;
    this.starts = starts;
    this.ids = ids;
  }

  /** Another one has it: what was begun in the transaction is undone. */
  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Looks at one; gives how many it looked at. */
  int run() {
    Access system = accesses.system("alerts");
    SqlName schema = system.metadata().workspace().schema();
    Instant now = system.evaluation().now();
    AlertStore.Claim claim = store.claim(schema, ids.next(), now, now.plus(LEASE));
    if (claim == null) {
      return 0;
    }
    look(schema, claim, now);
    return 1;
  }

  private void look(SqlName schema, AlertStore.Claim claim, Instant now) {
    Alert one = claim.one();
    User user = users.find(one.user());
    if (user == null || !user.isActive()) {
      end(schema, claim, now, null, Problem.of("subscription.inactive"));
      return;
    }
    Access access = accesses.of(user, user.roles(), Locale.forLanguageTag(user.language()));
    try {
      settle(schema, claim, now, access, values.find(access, one.of(), one.condition()));
    } catch (AccessException e) {
      Problem closed =
          Problem.of("subscription.closed")
              .with("value", Notes.dashboardLabel(access, one.of().dashboard()));
      end(schema, claim, now, access, closed);
    } catch (InputException e) {
      end(schema, claim, now, access, e.problems().get(0));
    } catch (Overtaken e) {
      LOG.info("Alert {} was changed, or looked at by another node meanwhile", one.id());
    } catch (RuntimeException e) {
      LOG.warn("Alert {} could not be looked at", one.id(), e);
      if (claim.attempt() < MOST_TRIES) {
        store.putOff(schema, claim, now.plus(PAUSE));
      } else {
        end(schema, claim, now, access, Problem.of("subscription.failed"));
      }
    }
  }

  private static Instant next(Alert one, Instant now) {
    return now.plus(Duration.ofMinutes(one.minutes()));
  }

  /** Without a value nothing is known: the side on which it was stays. */
  private void settle(
      SqlName schema, AlertStore.Claim claim, Instant now, Access access, AlertValue.Found found) {
    Alert one = claim.one();
    boolean isOver = found.value() == null ? one.isOver() : one.condition().isOver(found.value());
    boolean fires = isOver && !one.isOver();
    UUID id = ids.next();
    transactions.required(
        () -> {
          Problem problem = fires ? start(access, one, id) : null;
          AlertStore.Outcome outcome =
              new AlertStore.Outcome(isOver, fires, found.words(), problem);
          if (!store.settle(schema, claim, outcome, next(one, now), now)) {
            throw new Overtaken();
          }
          if (fires) {
            notes.tellCrossed(access, id, one, found.words(), problem);
          }
          return true;
        });
  }

  /** Starts the workflow of an alert; gives why it could not be started, or null. */
  private @Nullable Problem start(Access access, Alert one, UUID id) {
    String workflow = one.workflow();
    if (workflow == null) {
      return null;
    }
    try {
      starts.start(access, workflow, id);
      return null;
    } catch (AccessException | InputException e) {
      return Problem.of("alert.notStarted").with("value", workflow);
    }
  }

  private void end(
      SqlName schema,
      AlertStore.Claim claim,
      Instant now,
      @Nullable Access access,
      Problem problem) {
    Alert one = claim.one();
    AlertStore.Outcome outcome = new AlertStore.Outcome(one.isOver(), false, null, problem);
    transactions.required(
        () -> {
          boolean isOurs = store.settle(schema, claim, outcome, next(one, now), now);
          if (isOurs && access != null && one.problem() == null) {
            notes.tellProblem(access, ids.next(), one.user(), one.words().label(), problem);
          }
          return isOurs;
        });
  }
}
