package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.OrgTree;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.value.SealedText;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.definition.Template;
import dev.dougong.workflow.definition.WorkflowScope;
import dev.dougong.workflow.message.Recipients;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.RecordOption;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A node of a step that is being run, as the node sees it. Not thread-safe. */
final class StepContext implements NodeContext {

  private final Reading reading;
  private final Access access;
  private final CompiledWorkflow workflow;
  private final NodeDefinition node;
  private final StepRow step;
  private final NameRow names;
  private final Map<UUID, @Nullable Row> known = new HashMap<>();

  StepContext(
      Reading reading,
      Access access,
      CompiledWorkflow workflow,
      NodeDefinition node,
      StepRow step) {
    this.reading = reading;
    this.access = access;
    this.workflow = workflow;
    this.node = node;
    this.step = step;
    this.names = new NameRow(workflow.model(), step.execution(), this::load);
  }

  private @Nullable Row load(String entity, UUID id) {
    if (!known.containsKey(id)) {
      Entity of = access.metadata().findEntity(entity);
      known.put(id, of == null ? null : reading.records().find(access, of, List.of(id)).get(id));
    }
    return known.get(id);
  }

  @Override
  public JsonNode option(String pointer) {
    return node.options().at(pointer);
  }

  @Override
  public Instant now() {
    return access.evaluation().now();
  }

  @Override
  public ZoneId zone() {
    return access.metadata().zone();
  }

  @Override
  public @Nullable String entity() {
    Entity entity = workflow.model().entity();
    return entity == null ? null : entity.key();
  }

  @Override
  public @Nullable UUID record() {
    return step.execution().record();
  }

  @Override
  public @Nullable Object value(String pointer, @Nullable ValueType expected) {
    JsonNode text = option(pointer);
    return text.isTextual() ? evaluate(pointer, text.asText(), expected) : null;
  }

  @Override
  public String address(String pointer) {
    JsonNode text = option(pointer);
    if (!text.isTextual()) {
      return "";
    }
    CompiledExpression expression = workflow.address(node.index() + pointer, text.asText());
    Object value = expression.evaluate(names, access.evaluation());
    if (value instanceof SealedText sealed
        && expression.expression() instanceof Expression.Field field) {
      List<Integer> path = field.path().fieldIds();
      FieldSeals seals = access.metadata().seals();
      return Recipients.seal(seals, seals.open(sealed, path.get(path.size() - 1)));
    }
    return value == null ? "" : value.toString();
  }

  private @Nullable Object evaluate(String name, String text, @Nullable ValueType expected) {
    return compiled(name, text, expected).evaluate(names, access.evaluation());
  }

  private CompiledExpression compiled(String name, String text, @Nullable ValueType expected) {
    return workflow.compiled(node.index() + name, text, expected);
  }

  @Override
  public @Nullable String entityOf(String pointer) {
    CompiledExpression expression = compiled(pointer, option(pointer).asText(), null);
    return expression.expression().type().target();
  }

  @Override
  public boolean isTrue(String pointer) {
    return Boolean.TRUE.equals(value(pointer, ValueType.BOOLEAN));
  }

  @Override
  public String text(String pointer) {
    StringBuilder text = new StringBuilder();
    for (Template.Part part : Template.parse(option(pointer).asText("")).parts()) {
      if (part.isExpression()) {
        String name = pointer + "@" + part.offset();
        CompiledExpression expression = compiled(name, part.text(), null);
        Object value = expression.evaluate(names, access.evaluation());
        text.append(reading.shown(access, workflow, expression.expression(), value));
      } else {
        text.append(part.text());
      }
    }
    return text.toString();
  }

  @Override
  public JsonNode json(String pointer) {
    Object value = value(pointer, null);
    return value == null ? JsonNodeFactory.instance.nullNode() : ValueJson.toTree(value);
  }

  @Override
  public String path(String pointer) {
    StringBuilder path = new StringBuilder();
    for (Template.Part part : Template.parse(option(pointer).asText("")).parts()) {
      if (part.isExpression()) {
        Object value = evaluate(pointer + "@" + part.offset(), part.text(), null);
        String text = value == null ? "" : ValueJson.toTree(value).asText();
        path.append(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
      } else {
        path.append(part.text());
      }
    }
    return path.toString();
  }

  @Override
  public ObjectNode values(String pointer, String entity) {
    return values(pointer, entity, workflow.model().scope(), names);
  }

  @Override
  public List<ObjectNode> rowValues(
      String pointer, String entity, String condition, RecordOption.Target record, String table) {
    ScopeField field =
        Objects.requireNonNull(
            access.metadata().entity(record.entity()).scope().field(table), table);
    WorkflowScope scope = workflow.model().scope().withRow(field);
    String when = option(condition).asText("true");
    CompiledExpression holds =
        workflow.compiled(node.index() + condition, when, ValueType.BOOLEAN, scope);
    Row of = Objects.requireNonNull(load(record.entity(), record.id()), "record");
    List<ObjectNode> all = new ArrayList<>();
    int number = 0;
    for (Row row : of.rows(field.id())) {
      number++;
      Row known = new TableRowNames(names, row, number);
      if (holds.isTrue(known, access.evaluation())) {
        all.add(values(pointer, entity, scope, known));
      }
    }
    return all;
  }

  private ObjectNode values(String pointer, String entity, WorkflowScope scope, Row row) {
    Entity of = access.metadata().entity(entity);
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : option(pointer).properties()) {
      ScopeField field = of.scope().field(entry.getKey());
      String name = node.index() + pointer + Problem.pointer(entry.getKey());
      ValueType type = field == null ? null : field.type();
      Object value =
          workflow
              .compiled(name, entry.getValue().asText(), type, scope)
              .evaluate(row, access.evaluation());
      values.set(
          entry.getKey(),
          value == null ? JsonNodeFactory.instance.nullNode() : ValueJson.toTree(value));
    }
    return values;
  }

  @Override
  public @Nullable String target(String pointer) {
    return NodeDefinition.target(option(pointer));
  }

  @Override
  public boolean exists(String entity, UUID id) {
    return load(entity, id) != null;
  }

  @Override
  public @Nullable Expression condition(String pointer, String entity) {
    JsonNode text = option(pointer);
    return text.isTextual()
        ? workflow.condition(
            node.index() + pointer, text.asText(), access.metadata().entity(entity))
        : null;
  }

  @Override
  public List<UUID> records(int limit) {
    Entity entity = access.metadata().entity(option("/entity").asText());
    List<Expression> terms = terms(entity);
    return terms == null
        ? List.of()
        : reading.chosen().first(access, entity, all(terms), option("/sort").asText(""), limit);
  }

  @Override
  public List<UUID> newcomers(int limit) {
    Entity entity = access.metadata().entity(option("/entity").asText());
    Entity into = access.metadata().entity(option("/into").asText());
    List<Expression> terms = terms(entity);
    String segment = null;
    if (option("/segment").isTextual()) {
      segment = Objects.requireNonNullElse((String) value("/segment", ValueType.TEXT), "");
    }
    ScopeField member = into.scope().field(option("/member").asText());
    ScopeField about = into.scope().field(option("/for").asText());
    UUID record = record();
    if (terms == null || member == null || about == null || record == null) {
      return List.of();
    }
    Expression same =
        new Expression.In(
            ChosenRecords.field(about), List.of(new Expression.Constant(about.type(), record)));
    return reading
        .chosen()
        .newcomers(
            access,
            entity,
            all(terms),
            segment,
            new ChosenRecords.Listed(into, same, member),
            limit);
  }

  @Override
  public @Nullable Object total(Total total, @Nullable String field) {
    Entity entity = access.metadata().entity(option("/entity").asText());
    List<Expression> terms = terms(entity);
    if (terms == null) {
      return total == Total.COUNT ? BigDecimal.ZERO : null;
    }
    ScopeField of = field == null ? null : entity.scope().field(field);
    return reading.chosen().total(access, entity, all(terms), total, of);
  }

  /** What the options {@code where} and {@code filter} say; null where nothing can be chosen. */
  private @Nullable List<Expression> terms(Entity entity) {
    List<Expression> terms = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : option("/where").properties()) {
      ScopeField field = Objects.requireNonNull(entity.scope().field(entry.getKey()));
      String name = "/where" + Problem.pointer(entry.getKey());
      Object value = evaluate(name, entry.getValue().asText(), field.type());
      if (value == null) {
        return null;
      }
      terms.add(
          new Expression.In(
              ChosenRecords.field(field), List.of(new Expression.Constant(field.type(), value))));
    }
    Expression filter = condition("/filter", entity.key());
    if (filter != null) {
      terms.add(filter);
    }
    return terms;
  }

  @Override
  public Instant since() {
    Instant started = step.startedAt();
    return started == null ? now() : started;
  }

  @Override
  public boolean isChosen(UUID record, boolean mustBeNew) {
    Entity entity = access.metadata().entity(option("/entity").asText());
    Row row = load(entity.key(), record);
    if (row == null
        || mustBeNew
            && row.value(SystemField.CREATED_AT.id()) instanceof Instant made
            && made.isBefore(since())) {
      return false;
    }
    List<Expression> terms = terms(entity);
    return terms != null
        && (terms.isEmpty()
            || workflow.compiled(new Expression.And(terms)).isTrue(row, access.evaluation()));
  }

  @Override
  public @Nullable Effect awaited() {
    Entity entity = access.metadata().entity(option("/entity").asText());
    for (Map.Entry<String, JsonNode> entry : option("/where").properties()) {
      ScopeField field = Objects.requireNonNull(entity.scope().field(entry.getKey()));
      String name = "/where" + Problem.pointer(entry.getKey());
      Object value = evaluate(name, entry.getValue().asText(), field.type());
      if (value instanceof String || value instanceof UUID) {
        return new Effect.AwaitRecord(entity.key(), field.id(), value.toString());
      }
    }
    return null;
  }

  private static @Nullable Expression all(List<Expression> terms) {
    return terms.isEmpty() ? null : new Expression.And(terms);
  }

  @Override
  public @Nullable UUID starter() {
    return step.execution().starter();
  }

  @Override
  public boolean isAboutRecord(String key) {
    CompiledWorkflow other = reading.workflows().of(access.metadata()).find(key);
    return other != null && other.model().entity() != null;
  }

  @Override
  public List<UUID> people(String role, @Nullable UUID unit) {
    OrgTree tree = access.evaluation().orgTree();
    return ids(reading.users().holders(role, unit == null ? null : tree.downwards(unit)));
  }

  @Override
  public List<UUID> nearest(String role, UUID unit, @Nullable UUID except) {
    OrgTree tree = access.evaluation().orgTree();
    Map<UUID, List<UUID>> byUnit = new HashMap<>();
    for (User user : reading.users().holders(role, tree.upwards(unit))) {
      if (user.orgUnit() != null && !user.id().equals(except)) {
        byUnit.computeIfAbsent(user.orgUnit(), id -> new ArrayList<>()).add(user.id());
      }
    }
    return byUnit.entrySet().stream()
        .max(Comparator.comparing(entry -> tree.upwards(entry.getKey()).size()))
        .map(Map.Entry::getValue)
        .orElse(List.of());
  }

  private static List<UUID> ids(List<User> users) {
    return users.stream().map(User::id).toList();
  }

  @Override
  public @Nullable Resumption resumption() {
    if (!step.isWaiting()) {
      return null;
    }
    ObjectNode came = step.came();
    return came == null
        ? new Resumption(true, JsonNodeFactory.instance.objectNode(), null)
        : new Resumption(false, came, StoredProblem.read(came.path(ServiceCalls.PROBLEM)));
  }
}
