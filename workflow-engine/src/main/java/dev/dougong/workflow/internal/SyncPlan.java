package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.workflow.definition.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sync, read and compiled.
 *
 * @param match fields by which a record is known; empty where there are none
 * @param schedule when the other system is asked
 * @param rule what its next moment depends on, as text
 */
record SyncPlan(
    String key,
    String connector,
    Entity entity,
    List<Field> match,
    Schedule schedule,
    String rule,
    Duration kept,
    @Nullable In in,
    @Nullable Out out) {

  private static final int KEPT_DAYS = 30;

  /** What counts where both sides changed the same. */
  enum Conflict {
    THEIRS,
    OURS,
    NEWEST,
    ASK
  }

  /** How a value of the other system is written. */
  enum Unit {
    TEXT,
    TIME,
    SECONDS,
    MILLISECONDS,
    HUNDREDTHS
  }

  /** A field that gets the value of a place. */
  record Incoming(Field field, String from, Unit unit, Map<String, String> values) {}

  /**
   * A place that gets the value of an expression; {@code plain} is the field that it is, if any.
   */
  record Outgoing(
      String to, CompiledExpression value, @Nullable Field plain, Map<String, String> values) {}

  /**
   * What is taken.
   *
   * @param items place of the list, empty for the answer itself
   * @param changedAt empty where items do not say when they were changed
   * @param since parameter, or empty
   * @param page parameter, or empty
   * @param next place of the word for the next page, empty where pages are numbered
   * @param size parameter, or empty
   */
  record In(
      String path,
      String items,
      String id,
      String changedAt,
      String since,
      Unit sinceUnit,
      String page,
      String next,
      int first,
      String size,
      int length,
      Conflict conflict,
      List<Incoming> mapping,
      Map<String, String> values) {}

  /** What is given. */
  record Out(
      String path,
      String method,
      String itemPath,
      String itemMethod,
      String id,
      @Nullable CompiledExpression when,
      List<Outgoing> mapping) {}

  /** Why its writes happen, for history. */
  String why() {
    return "sync:" + key;
  }

  /** Reads a document that was checked. */
  static SyncPlan of(ObjectNode document, Metadata metadata, Evaluator evaluator) {
    Entity entity = metadata.entity(document.path("entity").asText());
    List<Field> match = new ArrayList<>();
    document.path("match").forEach(name -> match.add(field(entity, name)));
    String crontab = document.path("schedule").asText("");
    return new SyncPlan(
        document.path("key").asText(),
        document.path("connector").asText(),
        entity,
        List.copyOf(match),
        Schedule.crontab(crontab).orElse(Schedule.NEVER),
        crontab + " " + metadata.zone(),
        Duration.ofDays(document.path("keepDays").asInt(KEPT_DAYS)),
        document.has("in") ? in(document.path("in"), entity) : null,
        document.has("out") ? out(document.path("out"), entity, evaluator) : null);
  }

  private static Field field(Entity entity, JsonNode name) {
    return Objects.requireNonNull(entity.field(name.asText()), name.asText());
  }

  private static In in(JsonNode in, Entity entity) {
    List<Incoming> mapping = new ArrayList<>();
    for (JsonNode entry : in.path("mapping")) {
      mapping.add(
          new Incoming(
              field(entity, entry.path("field")),
              entry.path("from").asText(),
              word(Unit.class, entry.path("as").asText("text")),
              texts(entry.path("values"))));
    }
    return new In(
        in.path("path").asText(),
        in.path("items").asText(""),
        in.path("id").asText(),
        in.path("changedAt").asText(""),
        in.at("/since/parameter").asText(""),
        word(Unit.class, in.at("/since/as").asText("time")),
        in.at("/page/parameter").asText(""),
        in.at("/page/next").asText(""),
        in.at("/page/first").asInt(1),
        in.at("/size/parameter").asText(""),
        in.at("/size/value").asInt(0),
        word(Conflict.class, in.path("conflict").asText("theirs")),
        List.copyOf(mapping),
        texts(in.path("values")));
  }

  private static Out out(JsonNode out, Entity entity, Evaluator evaluator) {
    List<Outgoing> mapping = new ArrayList<>();
    for (JsonNode entry : out.path("mapping")) {
      String text = entry.path("value").asText();
      mapping.add(
          new Outgoing(
              entry.path("to").asText(),
              evaluator.compile(tree(text, entity, null)),
              entity.field(text),
              texts(entry.path("values"))));
    }
    String path = out.path("path").asText();
    return new Out(
        path,
        out.path("method").asText("POST"),
        out.path("itemPath").asText(path),
        out.path("itemMethod").asText("PUT"),
        out.path("id").asText(),
        out.has("when")
            ? evaluator.compile(tree(out.path("when").asText(), entity, ValueType.BOOLEAN))
            : null,
        List.copyOf(mapping));
  }

  private static Expression tree(String text, Entity entity, @Nullable ValueType expected) {
    return new Expressions().check(text, entity.scope(), expected).orThrow();
  }

  private static <T extends Enum<T>> T word(Class<T> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
