package dev.dougong.report.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.report.alert.Alert;
import dev.dougong.report.alert.Alerts;
import dev.dougong.report.alert.WorkflowStarts;
import dev.dougong.report.subscription.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's alerts in their table. Thread-safe. */
final class JdbcAlerts implements Alerts {

  private final Transactions transactions;
  private final AlertStore store;
  private final AlertValue values;
  private final Telling telling;
  private final WorkflowStarts starts;
  private final IdSource ids;

  JdbcAlerts(
      Transactions transactions,
      AlertStore store,
      AlertValue values,
      Telling telling,
      WorkflowStarts starts,
      IdSource ids) {
    this.transactions = transactions;
    this.store = store;
    this.values = values;
    this.telling = telling;
    this.starts = starts;
    this.ids = ids;
  }

  private static SqlName schema(Access access) {
    return access.metadata().workspace().schema();
  }

  private static Instant now(Access access) {
    return access.evaluation().now();
  }

  private Alert find(Access access, UUID id) {
    Alert found = store.find(schema(access), access.userId(), id);
    if (found == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return found;
  }

  @Override
  public List<Alert> list(Access access) {
    return store.of(schema(access), access.userId());
  }

  @Override
  public Alert create(Access access, Wish wish) {
    checkMinutes(wish.minutes());
    JdbcSubscriptions.checkWays(telling, access, wish.ways());
    checkWorkflow(access, wish.workflow());
    AlertValue.Found found = values.find(access, wish.of(), wish.condition());
    Alert one =
        new Alert(
            ids.next(),
            access.userId(),
            wish.of(),
            wish.condition(),
            wish.minutes(),
            wish.ways(),
            wish.workflow(),
            false,
            isOver(wish.condition(), found),
            found.words(),
            now(access),
            null,
            null,
            1);
    return transactions.required(
        () -> {
          refuseTooMany(access);
          Instant next = now(access).plus(Duration.ofMinutes(wish.minutes()));
          store.insert(schema(access), one, next, now(access));
          return one;
        });
  }

  private void checkWorkflow(Access access, @Nullable String workflow) {
    if (workflow == null) {
      return;
    }
    List<String> known =
        starts.startable(access).stream().map(WorkflowStarts.Startable::key).toList();
    if (!known.contains(workflow)) {
      throw new InputException(
          Problem.at("/workflow", "alert.unknownWorkflow")
              .with("value", workflow)
              .with("known", known));
    }
  }

  private void refuseTooMany(Access access) {
    if (store.holdAndCount(schema(access), access.userId()) >= MOST) {
      throw new InputException(Problem.of("alert.tooMany").with("limit", MOST));
    }
  }

  private static boolean isOver(Alert.Condition condition, AlertValue.Found found) {
    return found.value() != null && condition.isOver(found.value());
  }

  private static void checkMinutes(int minutes) {
    if (minutes < LEAST_MINUTES || minutes > MOST_MINUTES) {
      throw new InputException(
          Problem.at("/minutes", "alert.badMinutes")
              .with("value", minutes)
              .with("limit", MOST_MINUTES));
    }
  }

  @Override
  public Alert change(Access access, UUID id, long version, Change change) {
    Alert old = find(access, id);
    int minutes = change.minutes() == null ? old.minutes() : change.minutes();
    checkMinutes(minutes);
    if (change.ways() != null) {
      JdbcSubscriptions.checkWays(telling, access, change.ways());
    }
    String workflow = change.workflow() == null ? old.workflow() : change.workflow();
    workflow = workflow == null || workflow.isEmpty() ? null : workflow;
    checkWorkflow(access, change.workflow() == null ? null : workflow);
    Alert.Condition condition = old.condition();
    boolean isOver = old.isOver();
    Alert.Words words = old.words();
    if (change.condition() != null) {
      condition = change.condition();
      AlertValue.Found found = values.find(access, old.of(), condition);
      isOver = isOver(condition, found);
      words = found.words();
    }
    boolean isPaused = change.isPaused() == null ? old.isPaused() : change.isPaused();
    Alert one =
        new Alert(
            id,
            old.user(),
            old.of(),
            condition,
            minutes,
            change.ways() == null ? old.ways() : change.ways(),
            workflow,
            isPaused,
            isOver,
            words,
            old.checkedAt(),
            old.firedAt(),
            old.problem(),
            version + 1);
    Instant next = isPaused ? null : now(access).plus(Duration.ofMinutes(minutes));
    if (!store.change(schema(access), one, next, version)) {
      throw new ConflictException(Problem.of("staleVersion").with("version", old.version()));
    }
    return one;
  }

  @Override
  public void delete(Access access, UUID id) {
    if (!store.delete(schema(access), access.userId(), id, now(access))) {
      throw new AccessException(Problem.of("notFound"));
    }
  }

  @Override
  public Alert restore(Access access, UUID id) {
    return transactions.required(
        () -> {
          refuseTooMany(access);
          store.restore(schema(access), access.userId(), id, now(access));
          return find(access, id);
        });
  }
}
