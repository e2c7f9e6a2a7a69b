package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.dataimport.DayOrder;
import dev.dougong.engine.dataimport.ImportColumn;
import dev.dougong.engine.dataimport.ImportMode;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.dataimport.ImportRow;
import dev.dougong.engine.dataimport.ImportState;
import dev.dougong.engine.dataimport.RowOutcome;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.web.error.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Imports as JSON, and plans out of it. */
@Singleton
public final class ImportAnswers {

  private static final String MAPPING = "mapping";
  private static final Set<String> PLAN = Set.of(MAPPING, "mode", "key", "days");

  private final ObjectMapper mapper;
  private final ProblemResponses problems;
  private final ProblemTexts texts;

  /** With the texts of problems. */
  @Inject
  public ImportAnswers(ObjectMapper mapper, ProblemResponses problems, ProblemTexts texts) {
    this.mapper = mapper;
    this.problems = problems;
    this.texts = texts;
  }

  ObjectNode state(ImportState state, Locale locale) {
    ObjectNode node = mapper.createObjectNode();
    node.put("id", state.id().toString())
        .put("entity", state.entity())
        .put("at", state.at().toString())
        .put("fileName", state.fileName())
        .put("format", state.format())
        .put("encoding", state.details().get("encoding"))
        .put("sheet", state.details().get("sheet"))
        .put("status", state.status().key())
        .put("isWorking", state.status().isWorking())
        .put("rows", state.rows())
        .put("done", state.done())
        .put("isRemembered", state.isRemembered());
    ArrayNode columns = node.putArray("columns");
    for (ImportColumn column : state.columns()) {
      ArrayNode samples = columns.addObject().put("name", column.name()).putArray("samples");
      column.samples().forEach(samples::add);
    }
    node.set("plan", plan(state.plan()));
    node.set("foreseen", counts(state.foreseen()));
    node.set("counts", counts(state.counts()));
    node.set("problems", problems.errors(state.notes(), locale));
    return node;
  }

  private ObjectNode counts(Map<RowOutcome, Integer> counts) {
    ObjectNode node = mapper.createObjectNode();
    counts.forEach((outcome, count) -> node.put(outcome.key(), count));
    return node;
  }

  private ObjectNode plan(ImportPlan plan) {
    ObjectNode node = mapper.createObjectNode();
    ObjectNode mapping = node.putObject(MAPPING);
    plan.mapping().forEach(mapping::put);
    node.put("mode", plan.mode().key());
    ArrayNode key = node.putArray("key");
    plan.key().forEach(key::add);
    return node.put("days", plan.days().key());
  }

  ObjectNode row(ImportRow row, Locale locale) {
    ObjectNode node = mapper.createObjectNode();
    node.put("row", row.number());
    ArrayNode cells = node.putArray("cells");
    row.cells().forEach(cells::add);
    node.set("values", row.values());
    node.put("outcome", row.outcome() == null ? null : row.outcome().key());
    node.put("record", row.record() == null ? null : row.record().toString());
    node.set("problems", problems.errors(row.problems(), locale));
    return node;
  }

  /** All that is wrong with a row and what to do about it, as one text. */
  String reasons(ImportRow row, Locale locale) {
    List<String> reasons = new ArrayList<>();
    for (Problem problem : row.problems()) {
      String remedy = texts.remedy(problem, locale);
      reasons.add(texts.message(problem, locale) + (remedy == null ? "" : " " + remedy));
    }
    return String.join("; ", reasons);
  }

  /** The plan in a body; what it does not say is as proposed. */
  ImportPlan plan(@Nullable ObjectNode body, ImportPlan proposed) {
    if (body == null) {
      return proposed;
    }
    Bodies.only(body, "", PLAN);
    return new ImportPlan(
        body.has(MAPPING) ? mapping(body.get(MAPPING)) : proposed.mapping(),
        choice(body, "mode", List.of(ImportMode.values()), ImportMode::key, proposed.mode()),
        body.has("key") ? key(body) : proposed.key(),
        choice(body, "days", List.of(DayOrder.values()), DayOrder::key, proposed.days()));
  }

  private static Map<String, String> mapping(JsonNode node) {
    ObjectNode object = Bodies.object(node, "/" + MAPPING);
    Map<String, String> mapping = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getValue().isTextual()) {
        mapping.put(entry.getKey(), entry.getValue().textValue());
      } else if (!entry.getValue().isNull()) {
        throw Bodies.wrong("/" + MAPPING + Problem.pointer(entry.getKey()), "\"…\" | null");
      }
    }
    return mapping;
  }

  private static List<String> key(ObjectNode body) {
    return body.get("key").isTextual()
        ? List.of(body.get("key").textValue())
        : Bodies.texts(body, "key");
  }

  private static <T> T choice(
      ObjectNode body,
      String name,
      List<T> values,
      java.util.function.Function<T, String> naming,
      T fallback) {
    if (!body.has(name)) {
      return fallback;
    }
    String text = Bodies.text(body, "", name);
    for (T value : values) {
      if (naming.apply(value).equals(text)) {
        return value;
      }
    }
    throw Bodies.wrong("/" + name, String.join(" | ", values.stream().map(naming).toList()));
  }
}
