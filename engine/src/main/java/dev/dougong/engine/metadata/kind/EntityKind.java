package dev.dougong.engine.metadata.kind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.EntityDefinition;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.LooseParts;
import dev.dougong.engine.metadata.document.SchemaResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Entities. The schema is put together from that of all fields and the options of each field type;
 * what goes across documents is checked by the metadata compiler.
 */
@ApplicationScoped
public final class EntityKind implements DocumentKind {

  private static final LooseParts LOOSE =
      LooseParts.of(
          "/page/keyFigures/#",
          "/page/timeline/#/show/#",
          "/page/taps/#",
          "/page/help/#/match/#",
          "/page/help/#/show/#",
          "/page/help/#/read/#",
          "/fields/#/covers/#",
          "/fields/#/stages/#/required/#",
          "/fields/#/measure/*",
          "/importance");

  private final FieldTypes types;

  /** With the field types that documents may name. */
  @Inject
  public EntityKind(FieldTypes types) {
    this.types = types;
  }

  @Override
  public String id() {
    return "entity";
  }

  @Override
  public String folder() {
    return "entities";
  }

  @Override
  public @Nullable String loosePart(String place) {
    return LOOSE.at(place);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = SchemaResource.read(EntityKind.class, "entity");
    ObjectNode definitions = schema.withObjectProperty("$defs");
    ObjectNode common =
        SchemaResource.plain(EntityKind.class, "field").withObjectProperty("properties");
    ObjectNode field = definitions.putObject("field");
    field.put("type", "object");
    ArrayNode required = field.putArray("required").add("key").add("type");
    ObjectNode properties = field.putObject("properties");
    ArrayNode known = properties.putObject("type").putArray("enum");
    ArrayNode choices = field.putArray("allOf");
    for (FieldType type : types.all()) {
      known.add(type.id());
      choices.add(choice(type.id()));
      definitions.set(name(type.id()), definition(type, common, required));
    }
    return schema;
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    Entity entity = candidate.metadata().findEntity(document.key());
    if (entity != null) {
      EntityDefinition definition = EntityReader.read(document.content());
      new EntityReferences(types, candidate, entity).page(EntityReader.page(definition), problems);
      new DuplicateRuleCheck(candidate, entity)
          .check(EntityReader.duplicates(definition), problems);
      new ProcedureNames(types, candidate, entity).check(definition, problems);
    }
  }

  @Override
  public void references(Document document, Candidate candidate) {
    Entity entity = candidate.metadata().findEntity(document.key());
    if (entity != null) {
      new EntityReferences(types, candidate, entity).walk(EntityReader.read(document.content()));
    }
  }

  private static String name(String type) {
    return "field_" + type;
  }

  private static ObjectNode choice(String type) {
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    ObjectNode condition = choice.putObject("if");
    condition.putArray("required").add("type");
    condition.putObject("properties").putObject("type").put("const", type);
    choice.putObject("then").put("$ref", "#/$defs/" + name(type));
    return choice;
  }

  private static ObjectNode definition(FieldType type, ObjectNode common, ArrayNode required) {
    ObjectNode definition = type.optionsSchema().deepCopy();
    definition.put("type", "object");
    definition.put("additionalProperties", false);
    ObjectNode own = definition.withObjectProperty("properties");
    ObjectNode properties = common.deepCopy();
    own.properties().forEach(entry -> properties.set(entry.getKey(), entry.getValue()));
    if (properties.path("fields").path("items").isEmpty() && properties.has("fields")) {
      ((ObjectNode) properties.get("fields")).putObject("items").put("$ref", "#/$defs/field");
    }
    definition.set("properties", properties);
    ArrayNode all = definition.withArrayProperty("required");
    required.forEach(all::add);
    return definition;
  }
}
