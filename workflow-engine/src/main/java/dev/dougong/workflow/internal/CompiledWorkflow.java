package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.workflow.check.WorkflowModel;
import dev.dougong.workflow.definition.WorkflowDefinition;
import dev.dougong.workflow.node.NodeTypes;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerTypes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A workflow, ready to run. Expressions are compiled at first use and kept. Thread-safe. */
final class CompiledWorkflow {

  private static final String WHEN = "when";

  private final WorkflowModel model;
  private final Metadata metadata;
  private final Evaluator evaluator;
  private final String content;
  private final String digest;
  private final @Nullable Expression when;
  private final @Nullable DueTimes dueTimes;
  private final Map<String, Expression> conditions = new ConcurrentHashMap<>();
  private final Map<String, CompiledExpression> expressions = new ConcurrentHashMap<>();

  private CompiledWorkflow(
      WorkflowModel model, Metadata metadata, Evaluator evaluator, String content) {
    this.model = model;
    this.metadata = metadata;
    this.evaluator = evaluator;
    this.content = content;
    this.digest = digest(content);
    JsonNode text = model.definition().trigger().path("when");
    Entity heard = model.heard();
    this.when = heard == null ? null : when(text, heard, model.occasion());
    this.dueTimes =
        model.occasion() instanceof Occasion.Due due && heard != null
            ? new DueTimes(due, heard, metadata.zone())
            : null;
  }

  /** What must hold of the record: the condition, and the value that the occasion names. */
  private static @Nullable Expression when(JsonNode text, Entity heard, Occasion occasion) {
    List<Expression> terms = new ArrayList<>();
    if (occasion instanceof Occasion.Changed changed && changed.having() != null) {
      ScopeField field =
          Objects.requireNonNull(
              heard.scope().field(changed.having().field()), changed.having().field());
      var value = new Expression.Constant(field.type(), changed.having().value());
      terms.add(new Expression.In(ChosenRecords.field(field), List.of(value)));
    }
    if (text.isTextual()) {
      terms.add(new Expressions().check(text.asText(), heard.scope(), ValueType.BOOLEAN).orThrow());
    }
    return terms.isEmpty() ? null : terms.size() == 1 ? terms.get(0) : new Expression.And(terms);
  }

  static CompiledWorkflow of(
      ObjectNode document,
      NodeTypes nodes,
      TriggerTypes triggers,
      Evaluator evaluator,
      Metadata metadata) {
    WorkflowDefinition definition = WorkflowDefinition.read(document);
    return new CompiledWorkflow(
        WorkflowModel.of(definition, nodes, triggers, metadata),
        metadata,
        evaluator,
        DocumentJson.write(document));
  }

  private static String digest(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String key() {
    return model.definition().key();
  }

  WorkflowModel model() {
    return model;
  }

  Metadata metadata() {
    return metadata;
  }

  /** The document's text. */
  String content() {
    return content;
  }

  /** Tells versions apart. */
  String digest() {
    return digest;
  }

  /** The trigger's condition, or null for always. */
  @Nullable CompiledExpression when() {
    Expression checked = when;
    return checked == null
        ? null
        : expressions.computeIfAbsent(WHEN, key -> evaluator.compile(checked));
  }

  /** When it is due; only for triggers by time. */
  DueTimes dueTimes() {
    return Objects.requireNonNull(dueTimes, "no trigger by time");
  }

  /** A condition over the fields of an entity, checked once under a name. */
  Expression condition(String name, String text, Entity entity) {
    return conditions.computeIfAbsent(
        name, key -> new Expressions().check(text, entity.scope(), ValueType.BOOLEAN).orThrow());
  }

  /** A condition with values of one step; not kept. */
  CompiledExpression compiled(Expression condition) {
    return evaluator.compile(condition);
  }

  /** An expression over the names of the workflow, compiled once under a name. */
  CompiledExpression compiled(String name, String text, @Nullable ValueType expected) {
    return compiled(name, text, expected, model.scope());
  }

  /** The same for an address, which may be the value of an encrypted field. */
  CompiledExpression address(String name, String text) {
    return compiled(name, text, null, Scope.givingSealed(model.scope()));
  }

  /** The same over other names, which are always the same under the name. */
  CompiledExpression compiled(String name, String text, @Nullable ValueType expected, Scope scope) {
    return expressions.computeIfAbsent(
        name, key -> evaluator.compile(new Expressions().check(text, scope, expected).orThrow()));
  }
}
