package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.workflow.definition.MessagePurpose;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The contact rules of the newest snapshot of each workspace, checked once. Thread-safe. */
final class ContactRules {

  /** What holds where no document says anything. */
  static final Rule USUAL =
      new Rule(3, Duration.ofDays(7), LocalTime.of(21, 0), LocalTime.of(9, 0), List.of());

  private final Map<SqlName, Published> published = new ConcurrentHashMap<>();

  private record Published(Metadata metadata, Map<String, Rule> byConnector, Rule other) {}

  /**
   * A rule.
   *
   * @param most messages of one address and channel within {@code within}
   * @param from when quiet hours begin
   * @param to when they end
   */
  record Rule(int most, Duration within, LocalTime from, LocalTime to, List<People> people) {

    /** When quiet hours are over, or null while there are none. */
    @Nullable Instant quietUntil(Instant now, ZoneId zone) {
      ZonedDateTime local = now.atZone(zone);
      LocalTime time = local.toLocalTime();
      boolean isOverMidnight = from.isAfter(to);
      boolean isLate = !time.isBefore(from);
      boolean isEarly = time.isBefore(to);
      if (isOverMidnight ? !isLate && !isEarly : !isLate || !isEarly) {
        return null;
      }
      return local.plusDays(isOverMidnight && isLate ? 1 : 0).with(to).toInstant();
    }
  }

  /** People of an entity, known by an address, and which of them are not written to. */
  record People(Entity entity, ScopeField address, List<Refused> refused) {}

  /** Who is not written to. */
  record Refused(String reason, Expression when, Set<MessagePurpose> purposes) {}

  /** The rule for messages by a connector; cheap after the first call. */
  Rule of(Metadata metadata, String connector) {
    Published all = of(metadata);
    return all.byConnector().getOrDefault(connector, all.other());
  }

  private Published of(Metadata metadata) {
    SqlName schema = metadata.workspace().schema();
    Published known = published.get(schema);
    if (known != null && known.metadata() == metadata) {
      return known;
    }
    Map<String, Rule> byConnector = new HashMap<>();
    Rule other = USUAL;
    for (ObjectNode document : metadata.documents("contactRule").values()) {
      Rule rule = rule(metadata, document);
      document.path("connectors").forEach(one -> byConnector.put(one.asText(), rule));
      other = document.path("connectors").isEmpty() ? rule : other;
    }
    Published fresh = new Published(metadata, Map.copyOf(byConnector), other);
    if (known == null || known.metadata().version() <= metadata.version()) {
      published.put(schema, fresh);
    }
    return fresh;
  }

  /** A rule that was checked; it must not be left out, or people get what they refused. */
  private static Rule rule(Metadata metadata, ObjectNode document) {
    List<People> people = new ArrayList<>();
    for (JsonNode one : document.path("people")) {
      Entity entity = metadata.entity(one.path("entity").asText());
      String address = one.path("address").asText();
      List<Refused> refused = new ArrayList<>();
      for (JsonNode each : one.path("refused")) {
        Expression when =
            new Expressions()
                .check(each.path("when").asText(), entity.scope(), ValueType.BOOLEAN)
                .orThrow();
        Set<MessagePurpose> purposes = EnumSet.noneOf(MessagePurpose.class);
        each.path("purposes").forEach(word -> purposes.add(MessagePurpose.of(word.asText())));
        refused.add(
            new Refused(
                each.path("key").asText(),
                when,
                purposes.isEmpty() ? EnumSet.allOf(MessagePurpose.class) : purposes));
      }
      ScopeField field = Objects.requireNonNull(entity.scope().field(address), address);
      people.add(new People(entity, field, refused));
    }
    return new Rule(
        document.path("most").asInt(USUAL.most()),
        Duration.parse(document.path("within").asText(USUAL.within().toString())),
        LocalTime.parse(document.at("/quiet/from").asText(USUAL.from().toString())),
        LocalTime.parse(document.at("/quiet/to").asText(USUAL.to().toString())),
        people);
  }

  /** The reason for people as the rules call it, or null where none has the key. */
  static @Nullable JsonNode label(Metadata metadata, String reason) {
    for (ObjectNode document : metadata.documents("contactRule").values()) {
      for (JsonNode people : document.path("people")) {
        for (JsonNode one : people.path("refused")) {
          if (one.path("key").asText().equals(reason) && one.has("label")) {
            return one.get("label");
          }
        }
      }
    }
    return null;
  }
}
