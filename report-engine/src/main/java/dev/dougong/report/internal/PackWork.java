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
import dev.dougong.report.subscription.Subscription;
import dev.dougong.report.subscription.Telling;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes packs that are due. A pack is computed outside of any transaction, under a lease and with
 * the rights that its reader has then; the pack, the notice, the mails and the next moment commit
 * together if the lease still holds. So a node that dies loses nothing and sends nothing twice, and
 * however many moments passed meanwhile, one pack follows. Thread-safe.
 */
final class PackWork {

  private static final Logger LOG = LoggerFactory.getLogger(PackWork.class);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_TRIES = 5;
  private static final Duration SWEEP = Duration.ofHours(1);
  private static final Duration PACKS_LIVE = Duration.ofDays(400);
  private static final Duration DELETED_LIVE = Duration.ofDays(30);

  private final AccessSource accesses;
  private final Users users;
  private final Transactions transactions;
  private final SubscriptionStore store;
  private final PackStore packs;
  private final RoleSubscriptions roles;
  private final PackMaker maker;
  private final Notes notes;
  private final IdSource ids;
  private volatile Instant swept = Instant.MIN;

  PackWork(
      AccessSource accesses,
      Users users,
      Transactions transactions,
      SubscriptionStore store,
      PackStore packs,
      RoleSubscriptions roles,
      PackMaker maker,
      Notes notes,
      IdSource ids) {
    this.accesses = accesses;
    this.users = users;
    this.transactions = transactions;
    this.store = store;
    this.packs = packs;
    this.roles = roles;
    this.maker = maker;
    this.notes = notes;
    this.ids = ids;
  }

  private static SqlName schema(Access access) {
    return access.metadata().workspace().schema();
  }

  /** Makes one pack; gives how much was done. */
  int run() {
    Access system = accesses.system("packs");
    Instant now = system.evaluation().now();
    int done = roles.follow(system);
    SubscriptionStore.Claim claim = store.claim(schema(system), ids.next(), now, now.plus(LEASE));
    if (claim == null) {
      sweep(system, now);
      return done;
    }
    send(system, claim);
    return done + 1;
  }

  private void sweep(Access system, Instant now) {
    if (swept.isBefore(now.minus(SWEEP))) {
      swept = now;
      packs.sweep(schema(system), now.minus(PACKS_LIVE), now.minus(DELETED_LIVE));
    }
  }

  private void send(Access system, SubscriptionStore.Claim claim) {
    Subscription one = claim.one();
    User user = users.find(one.user());
    if (user == null || !user.isActive()) {
      end(system, claim, null, Problem.of("subscription.inactive"));
      return;
    }
    Access access = accesses.of(user, user.roles(), Locale.forLanguageTag(user.language()));
    String document = one.document();
    if (document != null && !RoleSubscriptions.isFor(access.metadata(), document, user.roles())) {
      end(system, claim, access, closed(access, one));
      return;
    }
    try {
      deliver(system, access, claim);
    } catch (AccessException e) {
      end(system, claim, access, closed(access, one));
    } catch (InputException e) {
      end(system, claim, access, e.problems().get(0));
    } catch (RuntimeException e) {
      LOG.warn("The pack of subscription {} was not made", one.id(), e);
      if (claim.attempt() < MOST_TRIES) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (claim.attempt() - 1));
        store.putOff(schema(system), claim, now(system).plus(pause));
      } else {
        end(system, claim, access, Problem.of("subscription.failed"));
      }
    }
  }

  private static Problem closed(Access access, Subscription one) {
    return Problem.of("subscription.closed")
        .with("value", Notes.dashboardLabel(access, one.dashboard()));
  }

  private static Instant now(Access access) {
    return access.evaluation().now();
  }

  private static @Nullable Instant next(Access access, Subscription one) {
    return one.isPaused() ? null : one.rhythm().next(now(access), access.metadata().zone());
  }

  private void deliver(Access system, Access access, SubscriptionStore.Claim claim) {
    Subscription one = claim.one();
    PackMaker.Made made = maker.make(access, one.dashboard(), one.choices());
    LocalDate today = LocalDate.ofInstant(now(access), access.metadata().zone());
    String title = Notes.label(access, one) + " · " + today;
    UUID id = ids.next();
    List<Telling.Way> ways = notes.ways(access, one.user(), one.ways());
    Telling.Letter letter = new PackLetter(made, title, id).letter(one.user(), ways);
    String content = maker.json(made, title);
    boolean isSent =
        transactions.required(
            () -> {
              if (!store.settle(schema(system), claim, next(access, one), null, now(access))) {
                return false;
              }
              packs.insert(schema(system), id, claim, now(access), content);
              notes.tell(access, letter);
              return true;
            });
    if (!isSent) {
      LOG.info("The pack of subscription {} was made by another node meanwhile", one.id());
    }
  }

  /** Notes why nothing is sent; the person hears of it once, not every week. */
  private void end(
      Access system, SubscriptionStore.Claim claim, @Nullable Access access, Problem problem) {
    Subscription one = claim.one();
    transactions.required(
        () -> {
          boolean isOurs =
              store.settle(schema(system), claim, next(system, one), problem, now(system));
          if (isOurs && access != null && one.problem() == null) {
            notes.tellProblem(access, ids.next(), one.user(), Notes.label(access, one), problem);
          }
          return isOurs;
        });
  }
}
