package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.dataimport.RowIntake;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.internal.SyncPlan.Conflict;
import dev.dougong.workflow.internal.SyncRows.Link;
import dev.dougong.workflow.internal.SyncRows.Result;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of items of another system: what only one side changed since both were the same is
 * taken from that side; what both changed is decided as the sync says. Runs in the caller's
 * transaction. Thread-safe.
 */
final class SyncIntake {

  private static final int LONGEST_ID = 200;

  /** 1.0 and 1.00 are the same. */
  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  private final RowIntake intake;
  private final SyncRows rows;

  SyncIntake(RowIntake intake, SyncRows rows) {
    this.intake = intake;
    this.rows = rows;
  }

  /** What came of items, and the newest moment at which one was changed. */
  record Taken(Map<String, Integer> counts, @Nullable Instant newest) {}

  /**
   * An item that may be taken.
   *
   * @param attempt 1 for one that has just come
   * @param decided what a person says about conflicts, or null
   */
  record Item(JsonNode payload, int attempt, @Nullable Conflict decided) {}

  private record Read(String remote, Item item, @Nullable Instant changedAt) {}

  /** Takes items; of two with the same id the last one. */
  Taken take(Access access, SyncPlan plan, List<Item> items) {
    SyncPlan.In in = Objects.requireNonNull(plan.in(), plan.key());
    Map<String, Read> byRemote = new LinkedHashMap<>();
    List<Result> results = new ArrayList<>();
    Instant newest = null;
    for (Item item : items) {
      String remote = item.payload().at(in.id()).asText("").strip();
      if (remote.isEmpty() || remote.length() > LONGEST_ID) {
        results.add(
            new Result(
                null,
                null,
                "failed",
                item.attempt(),
                item.payload(),
                List.of(Problem.of("sync.noId").with("value", in.id())),
                null));
        continue;
      }
      Instant changedAt =
          in.changedAt().isEmpty() ? null : moment(item.payload().at(in.changedAt()));
      if (changedAt != null && (newest == null || changedAt.isAfter(newest))) {
        newest = changedAt;
      }
      byRemote.remove(remote);
      byRemote.put(remote, new Read(remote, item, changedAt));
    }
    results.addAll(take(access, plan, in, List.copyOf(byRemote.values())));
    rows.keepLinks(access.metadata(), plan, results);
    rows.log(access.metadata(), plan, true, results, access.evaluation().now());
    Map<String, Integer> counts = new HashMap<>();
    results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
    return new Taken(counts, newest);
  }

  private List<Result> take(Access access, SyncPlan plan, SyncPlan.In in, List<Read> reads) {
    if (reads.isEmpty()) {
      return List.of();
    }
    Map<String, Link> links =
        rows.links(access.metadata(), plan, reads.stream().map(Read::remote).toList());
    List<RowIntake.Row> all = new ArrayList<>();
    for (int i = 0; i < reads.size(); i++) {
      Link link = links.get(reads.get(i).remote());
      Map<String, String> values = new LinkedHashMap<>();
      if (link == null) {
        values.putAll(in.values());
      }
      for (SyncPlan.Incoming one : in.mapping()) {
        String text = text(one, reads.get(i).item().payload().at(one.from()));
        if (text != null) {
          values.put(one.field().key(), text);
        }
      }
      all.add(new RowIntake.Row(i, values, link == null ? null : link.record()));
    }
    RowIntake.Judge judge =
        (number, given, present) -> {
          Read read = reads.get(number);
          return judge(in, read, links.get(read.remote()), given, present);
        };
    List<Result> results = new ArrayList<>();
    for (RowIntake.Taken taken :
        intake.take(access, plan.entity(), plan.match(), all, judge, plan.why())) {
      results.add(result(in, reads.get(taken.number()), taken));
    }
    return results;
  }

  private static Result result(SyncPlan.In in, Read read, RowIntake.Taken taken) {
    String outcome = taken.outcome().key();
    List<Problem> problems = taken.problems();
    boolean isWrong = outcome.equals("failed");
    if (isWrong && problems.stream().allMatch(one -> one.code().equals("sync.conflict"))) {
      outcome = "conflict";
    } else if (isWrong
        && problems.stream().allMatch(one -> one.code().equals("import.recordNotFound"))) {
      outcome = "ignored";
      problems = List.of(Problem.of("sync.recordDeleted"));
    }
    ObjectNode base = null;
    if (!isWrong) {
      base = ValueJson.mapper().createObjectNode();
      for (SyncPlan.Incoming one : in.mapping()) {
        if (taken.given().containsKey(one.field())) {
          base.set(one.field().column().text(), json(taken.given().get(one.field())));
        }
      }
    }
    return new Result(
        read.remote(),
        taken.record(),
        outcome,
        read.item().attempt(),
        read.item().payload(),
        problems,
        base);
  }

  private static RowIntake.Verdict judge(
      SyncPlan.In in,
      Read read,
      @Nullable Link link,
      Map<Field, @Nullable Object> given,
      RowIntake.Present present) {
    Conflict policy = read.item().decided() == null ? in.conflict() : read.item().decided();
    Map<Field, @Nullable Object> values = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    ObjectNode base = link == null ? null : link.base();
    for (SyncPlan.Incoming one : in.mapping()) {
      Field field = one.field();
      if (!given.containsKey(field)) {
        continue;
      }
      JsonNode theirs = json(given.get(field));
      JsonNode ours = json(present.values().get(field));
      JsonNode before = base == null ? null : base.get(field.column().text());
      if (isSame(theirs, ours) || (before != null && isSame(theirs, before))) {
        continue;
      }
      boolean isOursAsBefore = before == null ? ours.isNull() : isSame(ours, before);
      if (isOursAsBefore || counts(policy, read.changedAt(), present.updatedAt())) {
        values.put(field, given.get(field));
      } else if (policy == Conflict.ASK) {
        problems.add(
            Problem.at(Problem.pointer(field.key()), "sync.conflict")
                .with("value", theirs.asText())
                .with("ours", ours.asText()));
      }
    }
    return new RowIntake.Verdict(values, problems);
  }

  private static boolean counts(Conflict policy, @Nullable Instant theirs, Instant ours) {
    return switch (policy) {
      case THEIRS -> true;
      case OURS, ASK -> false;
      case NEWEST -> theirs != null && theirs.isAfter(ours);
    };
  }

  private static JsonNode json(@Nullable Object value) {
    return value == null ? ValueJson.mapper().nullNode() : ValueJson.toTree(value);
  }

  static boolean isSame(JsonNode one, JsonNode other) {
    return one.equals(BY_VALUE, other);
  }

  /**
   * The text of a place as cells of a file have it; null where the item does not have the place.
   */
  private static @Nullable String text(SyncPlan.Incoming one, JsonNode value) {
    if (value.isMissingNode()) {
      return null;
    }
    if (value.isNull()) {
      return "";
    }
    if (value.isArray() && value.valueStream().allMatch(JsonNode::isValueNode)) {
      return String.join(",", value.valueStream().map(item -> mapped(one, item.asText())).toList());
    }
    if (value.isContainerNode()) {
      return value.toString();
    }
    String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    return mapped(one, inUnit(one.unit(), text));
  }

  private static String mapped(SyncPlan.Incoming one, String text) {
    return one.values().getOrDefault(text, text);
  }

  private static String inUnit(SyncPlan.Unit unit, String text) {
    try {
      return switch (unit) {
        case TEXT, TIME -> text;
        case SECONDS -> Instant.ofEpochSecond(new BigDecimal(text).longValueExact()).toString();
        case MILLISECONDS -> Instant.ofEpochMilli(new BigDecimal(text).longValueExact()).toString();
        case HUNDREDTHS -> new BigDecimal(text).movePointLeft(2).toPlainString();
      };
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      return text; // the field says what is wrong with it
    }
  }

  /** Seconds or milliseconds since 1970, told apart by their size, or a moment with its offset. */
  static @Nullable Instant moment(JsonNode value) {
    String text = value.asText("").strip();
    try {
      if (!text.matches("[0-9]{1,15}")) {
        return text.isEmpty() ? null : OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
      }
      long number = Long.parseLong(text);
      return text.length() > 11 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
