package dev.dougong.workflow.definition;

import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that expressions of a workflow may use: {@code record}, and the output of each node
 * under the node's id. Immutable.
 */
public final class WorkflowScope implements Scope {

  /** Id of the name {@code record}; the ids of names are above all ids of fields. */
  public static final int RECORD = 1_500_000_000;

  /** Id of the name {@code row}, a row of a table. */
  public static final int ROW = RECORD + 1;

  /** Id of the name {@code rowNumber}, the place of the row from 1. */
  public static final int ROW_NUMBER = RECORD + 2;

  private static final int FIRST_NODE = RECORD + 100;
  private static final int FIRST_VALUE = RECORD + 10_000;

  /** What a name refers to that has values of its own; no entity is called so. */
  private static final String ANSWER = "-answer";

  /** What {@code row} refers to; no entity is called so. */
  private static final String TABLE_ROW = "-row";

  private final Map<String, ScopeField> byKey;
  private final Map<Integer, ScopeField> byId = new LinkedHashMap<>();

  private WorkflowScope(Map<String, ScopeField> byKey) {
    this.byKey = byKey;
    byKey.values().forEach(field -> byId.put(field.id(), field));
  }

  /**
   * The names of a workflow.
   *
   * @param entity what {@code record} is, or null where there is no record
   * @param outputs type by node of what nodes give
   * @param values types by name of what nodes give that give several values
   */
  public static WorkflowScope of(
      Metadata metadata,
      @Nullable Entity entity,
      Map<NodeDefinition, ValueType> outputs,
      Map<NodeDefinition, Map<String, ValueType>> values) {
    Map<String, ScopeField> names = new LinkedHashMap<>();
    outputs.forEach(
        (node, type) ->
            names.put(node.id(), field(metadata, node.id(), FIRST_NODE + node.index(), type)));
    values.forEach(
        (node, named) -> {
          Map<String, ScopeField> inner = new LinkedHashMap<>();
          named.forEach(
              (name, type) ->
                  inner.put(name, field(metadata, name, FIRST_VALUE + inner.size(), type)));
          WorkflowScope scope = new WorkflowScope(inner);
          ValueType type = ValueType.reference(ANSWER);
          names.put(
              node.id(), new ScopeField(node.id(), FIRST_NODE + node.index(), type, () -> scope));
        });
    if (entity != null) {
      ValueType type = ValueType.reference(entity.key());
      names.put("record", field(metadata, "record", RECORD, type));
    }
    return new WorkflowScope(names);
  }

  private static ScopeField field(Metadata metadata, String key, int id, ValueType type) {
    String target = type.target();
    Entity entity = target == null ? null : metadata.findEntity(target);
    return new ScopeField(key, id, type, () -> entity == null ? null : entity.scope());
  }

  /** These names, and {@code row} and {@code rowNumber} for the rows of a table. */
  public WorkflowScope withRow(ScopeField table) {
    Map<String, ScopeField> names = new LinkedHashMap<>(byKey);
    names.put("row", new ScopeField("row", ROW, ValueType.reference(TABLE_ROW), table.inner()));
    names.put("rowNumber", ScopeField.of("rowNumber", ROW_NUMBER, ValueKind.INTEGER));
    return new WorkflowScope(names);
  }

  /** The place of the node whose output has the id, or -1. */
  public static int nodeIndex(int id) {
    return id >= FIRST_NODE ? id - FIRST_NODE : -1;
  }

  @Override
  public @Nullable ScopeField field(String key) {
    return byKey.get(key);
  }

  @Override
  public @Nullable ScopeField field(int id) {
    return byId.get(id);
  }

  @Override
  public List<String> keys() {
    return new ArrayList<>(byKey.keySet());
  }
}
