package dev.dougong.report.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.report.dashboard.Dashboard;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.report.subscription.Rhythm;
import dev.dougong.report.subscription.Subscription;
import dev.dougong.report.subscription.Subscriptions;
import dev.dougong.report.subscription.Telling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's subscriptions in their table. Thread-safe. */
final class JdbcSubscriptions implements Subscriptions {

  private static final String NOT_FOUND = "notFound";

  private final Transactions transactions;
  private final SubscriptionStore store;
  private final PackStore packs;
  private final Dashboards dashboards;
  private final Telling telling;
  private final IdSource ids;

  JdbcSubscriptions(
      Transactions transactions,
      SubscriptionStore store,
      PackStore packs,
      Dashboards dashboards,
      Telling telling,
      IdSource ids) {
    this.transactions = transactions;
    this.store = store;
    this.packs = packs;
    this.dashboards = dashboards;
    this.telling = telling;
    this.ids = ids;
  }

  private static SqlName schema(Access access) {
    return access.metadata().workspace().schema();
  }

  private static Instant now(Access access) {
    return access.evaluation().now();
  }

  private static Instant next(Access access, Rhythm rhythm) {
    return rhythm.next(now(access), access.metadata().zone());
  }

  private Subscription find(Access access, UUID id) {
    Subscription found = store.find(schema(access), access.userId(), id);
    if (found == null) {
      throw new AccessException(Problem.of(NOT_FOUND));
    }
    return found;
  }

  @Override
  public List<Subscription> list(Access access) {
    return store.of(schema(access), access.userId());
  }

  @Override
  public String label(Access access, Subscription one) {
    return Notes.label(access, one);
  }

  @Override
  public Subscription create(Access access, Wish wish) {
    Dashboard dashboard = dashboards.open(access, wish.dashboard());
    dashboards.checkAll(access, dashboard, wish.choices());
    checkWays(telling, access, wish.ways());
    UUID id = ids.next();
    Subscription one =
        new Subscription(
            id,
            access.userId(),
            null,
            dashboard.key(),
            wish.choices(),
            wish.rhythm(),
            wish.ways(),
            false,
            next(access, wish.rhythm()),
            null,
            null,
            1);
    return transactions.required(
        () -> {
          if (store.holdAndCount(schema(access), access.userId()) >= MOST) {
            throw new InputException(Problem.of("subscription.tooMany").with("limit", MOST));
          }
          store.insert(schema(access), one, now(access));
          return one;
        });
  }

  /** Refuses ways that do not serve reports, or by which the person cannot be reached. */
  static void checkWays(Telling telling, Access access, List<String> wanted) {
    List<Telling.Way> known = wanted.isEmpty() ? List.of() : telling.ways(access, access.userId());
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String key = wanted.get(i);
      Telling.Way way =
          known.stream().filter(one -> one.key().equals(key)).findFirst().orElse(null);
      String place = "/ways/" + i;
      if (way == null || wanted.indexOf(key) < i) {
        problems.add(
            Problem.at(place, "subscription.unknownWay")
                .with("value", key)
                .with("known", known.stream().map(Telling.Way::key).toList()));
      } else if (!way.isReachable()) {
        problems.add(Problem.at(place, "subscription.noAddress").with("value", way.label()));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  @Override
  public Subscription change(Access access, UUID id, long version, Change change) {
    return transactions.required(
        () -> {
          Subscription old = find(access, id);
          if (old.document() != null && (change.rhythm() != null || change.ways() != null)) {
            throw new InputException(Problem.of("subscription.ofRole"));
          }
          if (change.ways() != null) {
            checkWays(telling, access, change.ways());
          }
          Rhythm rhythm = change.rhythm() == null ? old.rhythm() : change.rhythm();
          boolean isPaused = change.isPaused() == null ? old.isPaused() : change.isPaused();
          Subscription one =
              new Subscription(
                  id,
                  old.user(),
                  old.document(),
                  old.dashboard(),
                  old.choices(),
                  rhythm,
                  change.ways() == null ? old.ways() : change.ways(),
                  isPaused,
                  isPaused ? null : next(access, rhythm),
                  old.sentAt(),
                  old.problem(),
                  version + 1);
          if (!store.change(schema(access), one, version)) {
            throw new ConflictException(Problem.of("staleVersion").with("version", old.version()));
          }
          return one;
        });
  }

  @Override
  public void delete(Access access, UUID id) {
    if (!store.delete(schema(access), access.userId(), id, now(access))) {
      boolean isOfRole = find(access, id).document() != null;
      throw isOfRole
          ? new InputException(Problem.of("subscription.ofRole"))
          : new AccessException(Problem.of(NOT_FOUND));
    }
  }

  @Override
  public Subscription restore(Access access, UUID id) {
    return transactions.required(
        () -> {
          SqlName schema = schema(access);
          if (store.holdAndCount(schema, access.userId()) >= MOST) {
            throw new InputException(Problem.of("subscription.tooMany").with("limit", MOST));
          }
          @Nullable Rhythm rhythm = store.restore(schema, access.userId(), id);
          if (rhythm != null) {
            store.plan(schema, id, next(access, rhythm));
          }
          return find(access, id);
        });
  }

  @Override
  public Subscription sendNow(Access access, UUID id) {
    Subscription one = find(access, id);
    store.hasten(schema(access), one.id(), now(access));
    return one;
  }

  @Override
  public List<Head> packs(Access access) {
    return packs.of(schema(access), access.userId());
  }

  @Override
  public String pack(Access access, UUID id) {
    String content = packs.find(schema(access), access.userId(), id);
    if (content == null) {
      throw new AccessException(Problem.of(NOT_FOUND));
    }
    return content;
  }
}
