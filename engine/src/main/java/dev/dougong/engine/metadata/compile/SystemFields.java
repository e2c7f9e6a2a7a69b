package dev.dougong.engine.metadata.compile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.fieldtype.ReferenceTarget.OnDelete;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.Label;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the fields that every record has. */
final class SystemFields {

  private static final Map<SystemField, Label> LABELS =
      Map.of(
          SystemField.ID, label("编号", "Id"),
          SystemField.VERSION, label("版本", "Version"),
          SystemField.CREATED_AT, label("创建时间", "Created at"),
          SystemField.CREATED_BY, label("创建人", "Created by"),
          SystemField.UPDATED_AT, label("更新时间", "Updated at"),
          SystemField.UPDATED_BY, label("更新人", "Updated by"),
          SystemField.OWNER, label("负责人", "Owner"),
          SystemField.ORG_UNIT, label("所属组织", "Organisation unit"));

  private final FieldTypes types;

  SystemFields(FieldTypes types) {
    this.types = types;
  }

  List<Field> of(String entity) {
    return Stream.of(SystemField.values()).map(field -> field(field, entity)).toList();
  }

  private Field field(SystemField field, String entity) {
    String typeId = typeId(field);
    FieldType type = types.get(typeId);
    FieldDefinition definition = definition(field, typeId, entity);
    return new Field(
        field.id(),
        definition,
        type,
        field.kind(),
        Placement.SYSTEM,
        field.column(),
        Derivation.ENTERED,
        target(field, entity),
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        true);
  }

  private static FieldDefinition definition(SystemField field, String type, String entity) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("key", field.key()).put("type", type);
    Label label = LABELS.getOrDefault(field, Label.NONE);
    label.texts().forEach(options.putObject("label")::put);
    if (field == SystemField.ID) {
      options.put("entity", entity);
    }
    return new FieldDefinition(
        field.key(),
        type,
        label,
        false,
        field == SystemField.ID,
        false,
        List.of(),
        false,
        null,
        null,
        null,
        List.of(),
        List.of(),
        options);
  }

  private static String typeId(SystemField field) {
    return switch (field) {
      case ID -> "reference";
      case VERSION -> "integer";
      case CREATED_AT, UPDATED_AT -> "dateTime";
      case CREATED_BY, UPDATED_BY, OWNER -> "user";
      case ORG_UNIT -> "orgUnit";
    };
  }

  private static ReferenceTarget target(SystemField field, String entity) {
    return switch (field) {
      case ID -> new ReferenceTarget.ToEntity(entity, OnDelete.RESTRICT);
      case VERSION, CREATED_AT, UPDATED_AT -> ReferenceTarget.NONE;
      case CREATED_BY, UPDATED_BY, OWNER -> new ReferenceTarget.ToUser();
      case ORG_UNIT -> new ReferenceTarget.ToOrgUnit();
    };
  }

  private static Label label(String chinese, String english) {
    return new Label(Map.of("zh", chinese, "en", english));
  }
}
