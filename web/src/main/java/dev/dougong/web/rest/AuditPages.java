package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.audit.AuditLog.Choice;
import dev.dougong.engine.audit.AuditLog.StoredEntry;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.RecordHistory;
import dev.dougong.engine.record.RecordHistory.LogChoice;
import dev.dougong.engine.record.RecordHistory.LoggedChange;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the audit log: entries, and changes out of the change log, as one list by time. Each is
 * read by its own number, so a page costs the same however far back it is.
 */
@Singleton
public final class AuditPages {

  /** What a list may be asked with. */
  static final Set<String> LIST =
      Set.of("kind", "user", "entity", "record", "since", "until", "q", "limit", "after");

  /** What an export may be asked with. */
  static final Set<String> EXPORT =
      Set.of("kind", "user", "entity", "record", "since", "until", "q");

  /** As many rows as fit a sheet. */
  static final int MOST_EXPORTED = 1_000_000;

  private static final int STRETCH = 500;
  private static final String RECORDS = "record.";
  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");

  private final AuditLog log;
  private final RecordHistory history;
  private final Directory directory;
  private final ObjectMapper mapper;

  /** Over both logs. */
  @Inject
  public AuditPages(AuditLog log, RecordHistory history, Directory directory, ObjectMapper mapper) {
    this.log = log;
    this.history = history;
    this.directory = directory;
    this.mapper = mapper;
  }

  private record Cursor(long change, long entry) {}

  /** {@code {"items":[…],"next":…}}; the parameters are those of {@link #LIST}. */
  ObjectNode page(Access access, Parameters parameters, int limit) {
    return page(access, parameters, parameters.text("after"), limit);
  }

  private ObjectNode page(Access access, Parameters parameters, @Nullable String after, int limit) {
    Cursor cursor = cursor(after);
    List<LoggedChange> changes = changes(access, parameters, cursor.change(), limit + 1);
    List<StoredEntry> entries = entries(parameters, cursor.entry(), limit + 1);
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    int change = 0;
    int entry = 0;
    while (items.size() < limit && (change < changes.size() || entry < entries.size())) {
      boolean isChange =
          entry == entries.size()
              || change < changes.size()
                  && !changes.get(change).at().isBefore(entries.get(entry).at());
      items.add(isChange ? json(access, changes.get(change++)) : json(entries.get(entry++)));
    }
    boolean isMore = change < changes.size() || entry < entries.size();
    if (isMore) {
      long nextChange = change == 0 ? cursor.change() : changes.get(change - 1).seq();
      long nextEntry = entry == 0 ? cursor.entry() : entries.get(entry - 1).seq();
      answer.put("next", nextChange + "." + nextEntry);
    } else {
      answer.putNull("next");
    }
    return answer;
  }

  /** All that was asked for, the newest first, at most {@link #MOST_EXPORTED}. */
  void all(Access access, Parameters parameters, ItemSink sink) throws IOException {
    @Nullable String after = null;
    int left = MOST_EXPORTED;
    do {
      ObjectNode page = page(access, parameters, after, Math.min(STRETCH, left));
      for (JsonNode item : page.path("items")) {
        sink.add(item);
      }
      left -= page.path("items").size();
      after = page.path("next").textValue();
    } while (after != null && left > 0);
  }

  /** Takes items one by one. */
  @FunctionalInterface
  interface ItemSink {
    void add(JsonNode item) throws IOException;
  }

  private static Cursor cursor(@Nullable String after) {
    if (after == null) {
      return new Cursor(Long.MAX_VALUE, Long.MAX_VALUE);
    }
    Matcher matcher = CURSOR.matcher(after);
    if (!matcher.matches()) {
      throw new InputException(Problem.at("/after", "query.badCursor"));
    }
    return new Cursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  private List<LoggedChange> changes(Access access, Parameters parameters, long before, int limit) {
    @Nullable String kind = parameters.text("kind");
    if (kind != null && !kind.equals(RECORDS)) {
      return List.of();
    }
    LogChoice choice =
        new LogChoice(
            parameters.record("user"),
            parameters.text("entity"),
            parameters.record("record"),
            parameters.instant("since"),
            parameters.instant("until"),
            parameters.text("q"));
    return history.log(access, choice, before, limit);
  }

  private List<StoredEntry> entries(Parameters parameters, long before, int limit) {
    boolean isOfRecords =
        parameters.text("entity") != null
            || parameters.text("record") != null
            || RECORDS.equals(parameters.text("kind"));
    if (isOfRecords) {
      return List.of();
    }
    Choice choice =
        new Choice(
            parameters.text("kind"),
            parameters.record("user"),
            parameters.instant("since"),
            parameters.instant("until"),
            parameters.text("q"));
    return log.list(choice, before, limit);
  }

  private ObjectNode json(Access access, LoggedChange change) {
    ObjectNode item = item("c" + change.seq(), change.at(), change.actor());
    item.put("kind", RECORDS + change.json().path("op").asText());
    item.put("entity", change.entity());
    item.put(
        "entityLabel",
        change.entity() == null
            ? null
            : access
                .metadata()
                .entity(change.entity())
                .definition()
                .label()
                .in(access.locale(), change.entity()));
    item.put("record", change.record().toString());
    item.set("why", change.json().path("why"));
    item.set("whyLabel", change.json().path("whyLabel"));
    item.set("fields", change.json().path("fields"));
    return item;
  }

  private ObjectNode json(StoredEntry entry) {
    ObjectNode item = item("e" + entry.seq(), entry.at(), entry.actor());
    item.put("kind", entry.kind()).put("address", entry.address()).put("subject", entry.subject());
    item.put("subjectLabel", label(entry));
    try {
      item.set("details", mapper.readTree(entry.details()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return item;
  }

  /** The name of the person or unit that an entry is about, if it is about one. */
  private @Nullable String label(StoredEntry entry) {
    if (entry.subject().length() != 36 || entry.subject().indexOf('-') != 8) {
      return null;
    }
    return directory.userName(UUID.fromString(entry.subject()));
  }

  private ObjectNode item(String id, Instant at, @Nullable UUID actor) {
    ObjectNode item = mapper.createObjectNode().put("id", id);
    ExecutionJson.moment(item, "at", at);
    if (actor == null) {
      item.putNull("by");
    } else {
      item.putObject("by").put("id", actor.toString()).put("label", directory.userName(actor));
    }
    return item;
  }
}
