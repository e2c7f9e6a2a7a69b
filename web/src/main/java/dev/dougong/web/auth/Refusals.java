package dev.dougong.web.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.Actors.Actor;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.audit.AuditLog.Entry;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the audit log of attempts that were refused, in a transaction of its own. Whoever is
 * refused very often fills no disk: of one person, and of one address that nobody signed in from, a
 * hundred a minute are told by each node, and then one entry says that there were more.
 * Thread-safe.
 */
@WorkspaceScoped
public final class Refusals {

  private static final int PER_MINUTE = 100;

  private final AuditLog audit;
  private final Actors actors;
  private final Transactions transactions;
  private final Cache<String, AtomicInteger> counts =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  /** Into the audit log. */
  @Inject
  public Refusals(AuditLog audit, Actors actors, Transactions transactions) {
    this.audit = audit;
    this.actors = actors;
    this.transactions = transactions;
  }

  /** Tells of an attempt of whoever calls. */
  public void tell(String kind, String subject, ObjectNode details) {
    tell(kind, actors.current().user(), subject, details);
  }

  /**
   * Tells of an attempt.
   *
   * @param user who tried, or null where that is not known
   */
  public void tell(String kind, @Nullable UUID user, String subject, ObjectNode details) {
    Actor actor = new Actor(user, actors.current().address());
    String who = user == null ? "address:" + actor.address() : user.toString();
    int count = counts.get(who, unused -> new AtomicInteger()).incrementAndGet();
    if (count <= PER_MINUTE) {
      write(new Entry(kind, user, actor.address(), subject, details));
    } else if (count == PER_MINUTE + 1) {
      write(
          new Entry(
              "attempts.tooMany",
              user,
              actor.address(),
              "",
              details.objectNode().put("limit", PER_MINUTE)));
    }
  }

  private void write(Entry entry) {
    Entry unused =
        transactions.required(
            () -> {
              audit.write(entry);
              return entry;
            });
  }
}
