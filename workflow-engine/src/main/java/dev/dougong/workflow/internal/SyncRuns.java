package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.internal.SyncCalls.Request;
import dev.dougong.workflow.internal.SyncStore.Claim;
import dev.dougong.workflow.outgoing.OutgoingCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks other systems, page by page. A page is fetched outside of any transaction; what was made of
 * it and the place of the next one are one transaction, so a page that was cut off comes again as
 * if it had never come. One node at a time holds a sync, by a lease. Thread-safe.
 */
final class SyncRuns {

  private static final Logger LOG = LoggerFactory.getLogger(SyncRuns.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** Clocks and late commits of the other side; what comes twice changes nothing. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private static final int MOST_TRIES = 8;
  private static final int MOST_ITEMS = 1_000;
  private static final int MOST_OPEN = 100;

  private final Transactions transactions;
  private final SyncStore store;
  private final SyncCalls calls;
  private final SyncIntake intake;
  private final SyncRows rows;

  SyncRuns(
      Transactions transactions,
      SyncStore store,
      SyncCalls calls,
      SyncIntake intake,
      SyncRows rows) {
    this.transactions = transactions;
    this.store = store;
    this.calls = calls;
    this.intake = intake;
    this.rows = rows;
  }

  /** Takes one page of one sync that is due; gives whether there was one. */
  boolean runOne(Access system, Map<String, SyncPlan> plans) {
    List<String> keys =
        plans.values().stream().filter(p -> p.in() != null).map(SyncPlan::key).toList();
    Claim claim = keys.isEmpty() ? null : store.claim(system, keys);
    if (claim == null) {
      return false;
    }
    SyncPlan plan = Objects.requireNonNull(plans.get(claim.sync()), claim.sync());
    try {
      JsonNode answer = fetch(system, plan, claim.cursor());
      List<JsonNode> items = items(Objects.requireNonNull(plan.in()), answer);
      var unused = transactions.required(() -> take(system, plan, claim, answer, items));
    } catch (SyncFault e) {
      LOG.warn("Sync {} did not go on: {}", plan.key(), e.problem().code());
      fail(system, plan, claim, e.problem(), e.isPassing());
    } catch (ProblemException e) {
      LOG.warn("Sync {} did not go on: {}", plan.key(), e.getMessage());
      fail(system, plan, claim, e.problems().get(0), true);
    } catch (RuntimeException e) {
      LOG.error("Sync {} did not go on", plan.key(), e);
      Problem problem = Problem.of("message.fault").with("detail", e.getClass().getSimpleName());
      fail(system, plan, claim, problem, true);
    }
    return true;
  }

  /** The first page as it comes, for whoever sets a sync up; nothing is kept. */
  List<JsonNode> sample(Access access, SyncPlan plan) {
    JsonNode answer = fetch(access, plan, ValueJson.mapper().createObjectNode());
    return items(Objects.requireNonNull(plan.in(), plan.key()), answer);
  }

  private JsonNode fetch(Access system, SyncPlan plan, ObjectNode cursor) {
    SyncPlan.In in = Objects.requireNonNull(plan.in(), plan.key());
    Map<String, String> query = new TreeMap<>();
    if (!in.size().isEmpty()) {
      query.put(in.size(), Integer.toString(in.length()));
    }
    String since = cursor.path("since").asText("");
    if (!in.since().isEmpty() && !since.isEmpty()) {
      query.put(in.since(), written(Instant.parse(since), in.sinceUnit()));
    }
    String page = cursor.path("page").asText("");
    if (!in.page().isEmpty() && in.next().isEmpty()) {
      query.put(in.page(), page.isEmpty() ? Integer.toString(in.first()) : page);
    } else if (!page.isEmpty()) {
      query.put(in.page(), page);
    }
    List<String> parts = new ArrayList<>();
    query.forEach((name, value) -> parts.add(name + "=" + encoded(value)));
    String path = in.path() + (parts.isEmpty() ? "" : "?" + String.join("&", parts));
    String id = plan.key() + ":" + system.evaluation().now().toEpochMilli();
    return calls.call(system, plan.connector(), new Request(OutgoingCall.Method.GET, path, "", id));
  }

  private static String written(Instant moment, SyncPlan.Unit unit) {
    return switch (unit) {
      case SECONDS -> Long.toString(moment.getEpochSecond());
      case MILLISECONDS -> Long.toString(moment.toEpochMilli());
      case TEXT, TIME, HUNDREDTHS -> moment.toString();
    };
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<JsonNode> items(SyncPlan.In in, JsonNode answer) {
    JsonNode list = answer.at(in.items());
    if (!list.isArray()) {
      throw new SyncFault(Problem.of("sync.noItems").with("value", in.items()), false);
    }
    if (list.size() > MOST_ITEMS) {
      throw new SyncFault(Problem.of("sync.tooManyItems").with("limit", MOST_ITEMS), false);
    }
    return list.valueStream().toList();
  }

  /** Takes a page and moves on; nothing where somebody else has the sync by now. */
  private boolean take(
      Access system, SyncPlan plan, Claim claim, JsonNode answer, List<JsonNode> items) {
    if (!store.holds(system.metadata(), claim)) {
      return false;
    }
    SyncPlan.In in = Objects.requireNonNull(plan.in());
    Instant now = system.evaluation().now();
    SyncIntake.Taken taken =
        intake.take(
            system, plan, items.stream().map(item -> new SyncIntake.Item(item, 1, null)).toList());
    ObjectNode counts = claim.counts().deepCopy();
    add(counts, taken.counts());
    ObjectNode cursor = claim.cursor().deepCopy();
    String seen = cursor.path("seen").asText("");
    Instant newest = seen.isEmpty() ? null : Instant.parse(seen);
    if (taken.newest() != null && (newest == null || taken.newest().isAfter(newest))) {
      newest = taken.newest();
      cursor.put("seen", newest.toString());
    }
    String next = next(in, cursor, answer, items.size());
    if (next != null) {
      cursor.put("page", next);
      store.release(system.metadata(), claim, cursor, counts, now, null);
      return true;
    }
    retryOpen(system, plan, counts);
    rows.sweep(system.metadata(), plan, now);
    ObjectNode rest = ValueJson.mapper().createObjectNode();
    String since = cursor.path("since").asText("");
    if (newest != null) {
      rest.put("since", newest.minus(OVERLAP).toString());
    } else if (!since.isEmpty()) {
      rest.put("since", since);
    }
    Instant due = plan.schedule().next(now, system.metadata().zone());
    store.release(system.metadata(), claim, rest, counts, due, now);
    return true;
  }

  /** What was refused may be right by now: the customer of an order came after it. */
  private void retryOpen(Access system, SyncPlan plan, ObjectNode counts) {
    List<SyncIntake.Item> open = new ArrayList<>();
    for (SyncRows.Open one : rows.open(system.metadata(), plan, MOST_TRIES, MOST_OPEN)) {
      open.add(new SyncIntake.Item(one.payload(), one.attempt() + 1, null));
    }
    if (!open.isEmpty()) {
      add(counts, intake.take(system, plan, open).counts());
    }
  }

  private static void add(ObjectNode counts, Map<String, Integer> more) {
    more.forEach((outcome, count) -> counts.put(outcome, counts.path(outcome).asInt() + count));
  }

  /** The word for the next page; null where there is none, or one that was just read. */
  private static @Nullable String next(
      SyncPlan.In in, ObjectNode cursor, JsonNode answer, int items) {
    String page = cursor.path("page").asText("");
    if (in.page().isEmpty()) {
      return null;
    }
    if (in.next().isEmpty()) {
      int at = page.isEmpty() ? in.first() : Integer.parseInt(page);
      return items == 0 || items < in.length() ? null : Integer.toString(at + 1);
    }
    String next = answer.at(in.next()).asText("");
    return next.isEmpty() || next.equals("null") || next.equals(page) ? null : next;
  }

  private void fail(Access system, SyncPlan plan, Claim claim, Problem problem, boolean isPassing) {
    Instant now = system.evaluation().now();
    int attempt = claim.attempt() + 1;
    ObjectNode cursor = claim.cursor();
    if (isPassing && attempt < MOST_TRIES) {
      store.fail(system.metadata(), claim, cursor, attempt, now.plus(pause(attempt)), problem);
      return;
    }
    // a page that the other side does not know any more is not asked for again
    ObjectNode begin = ValueJson.mapper().createObjectNode();
    if (cursor.has("since")) {
      begin.set("since", cursor.get("since"));
    }
    Instant next = plan.schedule().next(now, system.metadata().zone());
    store.fail(system.metadata(), claim, begin, 0, next, problem);
  }

  static Duration pause(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(12, attempt - 1));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
