package dev.dougong.workflow.node.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.RecordsOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record for each member that has none for the workflow's record yet, some hundred in a
 * step. Run again, it makes those of who came in the meantime.
 */
@ApplicationScoped
public final class RegisterNodeType implements NodeType {

  private static final int CHUNK = 500;

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          "{\"properties\":{"
              + RecordsOption.SCHEMA
              +
"""
 ,"segment":{"$ref":"#/$defs/expression","description":"Key of the segment of which they must be members: `record.segment`; absent means none."},
 "into":{"$ref":"#/$defs/entity","description":"Entity of the list: one record of it for each member."},
 "member":{"$ref":"#/$defs/field","description":"Field of the list that refers to the member."},
 "for":{"$ref":"#/$defs/field","description":"Field of the list that refers to the record of the workflow."},
 "key":{"$ref":"#/$defs/field","description":"Unique text field of the list: gets what `values` says of it and a mark of the member, so that nobody is in it twice."},
 "draw":{"$ref":"#/$defs/field","description":"Number field of the list that gets the member's lot, from 0 to below 1: by chance, and always the same for the same record and member."},
 "values":{"$ref":"#/$defs/values","description":"What else is written: expressions by field."}},
 "required":["entity","into","member","for","key"]}

""");

  @Override
  public String id() {
    return "register";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    Entity entity = RecordsOption.check(node);
    var unused = node.value("/segment", ValueType.TEXT);
    Entity into = node.entity("/into");
    if (into == null) {
      return;
    }
    node.values("/values", into);
    refersTo(node, into, "/member", entity);
    refersTo(node, into, "/for", node.record());
    Field key = node.field("/key", into);
    if (key != null
        && (key.kind() != ValueKind.TEXT || !key.isWritable() || !key.definition().unique())) {
      node.problem(Problem.at("/key", "workflow.notAKey").with("value", key.key()));
    }
    Field draw = node.field("/draw", into);
    if (draw != null && (draw.kind() != ValueKind.DECIMAL || !draw.isWritable())) {
      node.problem(Problem.at("/draw", "workflow.notALot").with("value", draw.key()));
    }
  }

  private static void refersTo(
      NodeCheck node, Entity into, String pointer, @Nullable Entity target) {
    Field field = node.field(pointer, into);
    if (field != null
        && !(target != null
            && field.target() instanceof ReferenceTarget.ToEntity to
            && field.kind() == ValueKind.REFERENCE
            && to.entity().equals(target.key())
            && field.isWritable())) {
      node.problem(
          Problem.at(pointer, "workflow.otherReference")
              .with("value", field.key())
              .with("entity", target == null ? "" : target.key()));
    }
  }

  @Override
  public JsonNode held(JsonNode options) {
    return ((ObjectNode) options).deepCopy().retain(List.of("entity", "into", "member", "for"));
  }

  @Override
  public NodeResult run(NodeContext context) {
    UUID about = context.record();
    if (about == null) {
      return new NodeResult.Fail(Problem.of("workflow.noRecord"), false);
    }
    List<UUID> members = context.newcomers(CHUNK);
    if (members.isEmpty()) {
      return NodeResult.next(context);
    }
    String into = context.option("/into").asText();
    ObjectNode shared = context.values("/values", into);
    List<ObjectNode> records = new ArrayList<>();
    for (UUID member : members) {
      records.add(record(context, shared, into, about, member));
    }
    String self = context.option("/id").asText();
    return new NodeResult.Next(self, null, List.of(new Effect.CreateRecords(into, records)));
  }

  private static ObjectNode record(
      NodeContext context, ObjectNode shared, String into, UUID about, UUID member) {
    Lot lot = Lot.of(into, about, member);
    ObjectNode record = shared.deepCopy();
    record.put(context.option("/member").asText(), member.toString());
    record.put(context.option("/for").asText(), about.toString());
    String key = context.option("/key").asText();
    String before = shared.path(key).asText("");
    record.put(key, Objects.equals(before, "") ? lot.mark() : before + "-" + lot.mark());
    String draw = context.option("/draw").asText("");
    if (!draw.isEmpty()) {
      record.put(draw, lot.share());
    }
    return record;
  }
}
