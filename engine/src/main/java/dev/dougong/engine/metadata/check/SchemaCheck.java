package dev.dougong.engine.metadata.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks documents against the JSON Schemas of their kinds. Schemas are ours and are compiled once;
 * nothing is ever loaded from elsewhere. Immutable and thread-safe.
 */
public final class SchemaCheck {

  private final Map<String, JsonSchema> compiled = new TreeMap<>();
  private final Map<String, ObjectNode> schemas = new TreeMap<>();

  /** Compiles the schemas of all kinds. */
  public SchemaCheck(DocumentKinds kinds) {
    JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    for (DocumentKind kind : kinds.all()) {
      ObjectNode schema = kind.schema();
      schemas.put(kind.id(), schema);
      compiled.put(kind.id(), factory.getSchema(schema, config));
    }
  }

  /** The schema of a kind, as it is served; must not be changed. */
  public ObjectNode schema(String kind) {
    ObjectNode schema = schemas.get(kind);
    if (schema == null) {
      throw new IllegalArgumentException("kind: '" + kind + "' is not known");
    }
    return schema;
  }

  /** Tells everything in which the document breaks the schema of its kind. */
  public void check(Document document, ProblemSink problems) {
    JsonSchema schema = compiled.get(document.kind());
    if (schema == null) {
      throw new IllegalArgumentException("kind: '" + document.kind() + "' is not known");
    }
    for (ValidationMessage message : schema.validate(document.content())) {
      problems.add(problem(document.kind(), message));
    }
    String key = document.content().path("key").asText();
    if (!key.equals(document.key())) {
      problems.add(
          Problem.at("/key", "metadata.otherKey").with("value", key).with("key", document.key()));
    }
  }

  private Problem problem(String kind, ValidationMessage message) {
    String place = message.getInstanceLocation().toString();
    JsonNode value = message.getInstanceNode();
    return switch (message.getType()) {
      case "additionalProperties" -> {
        String name = String.valueOf(message.getProperty());
        yield Problem.at(place + Problem.pointer(name), "metadata.unknownProperty")
            .with("value", name)
            .near(Expressions.near(name, knownProperties(kind, message)));
      }
      case "required" ->
          Problem.at(place + Problem.pointer(message.getProperty()), "metadata.missingProperty")
              .with("value", message.getProperty());
      case "enum", "const" -> {
        List<String> known = new ArrayList<>();
        message.getSchemaNode().forEach(node -> known.add(node.asText()));
        yield Problem.at(place, "metadata.unknownValue")
            .with("value", brief(value))
            .with("known", known)
            .near(Expressions.near(value.asText(), known));
      }
      case "type" ->
          Problem.at(place, "metadata.wrongShape")
              .with("value", brief(value))
              .with("expected", expected(message.getSchemaNode()));
      case "pattern" -> Problem.at(place, "metadata.badText").with("value", brief(value));
      case "maxLength", "maxItems", "maxProperties", "maximum" ->
          Problem.at(place, "metadata.tooLarge").with("limit", message.getSchemaNode().asText());
      case "minLength", "minItems", "minProperties", "minimum" ->
          Problem.at(place, "metadata.tooSmall").with("limit", message.getSchemaNode().asText());
      case "uniqueItems" -> Problem.at(place, "metadata.repeated");
      default ->
          Problem.at(place, "metadata.invalid")
              .with("rule", message.getType())
              .with("value", brief(value));
    };
  }

  /** Names of the properties beside the {@code additionalProperties} that was broken. */
  private List<String> knownProperties(String kind, ValidationMessage message) {
    List<String> names = new ArrayList<>();
    String fragment = message.getSchemaLocation().getFragment().toString();
    int cut = fragment.lastIndexOf('/');
    if (cut >= 0) {
      schema(kind)
          .at(JsonPointer.compile(fragment.substring(0, cut)))
          .path("properties")
          .fieldNames()
          .forEachRemaining(names::add);
    }
    return names;
  }

  private static String expected(JsonNode type) {
    if (type.isArray()) {
      List<String> names = new ArrayList<>();
      type.forEach(node -> names.add(node.asText()));
      return String.join(", ", names);
    }
    return type.asText();
  }

  private static String brief(JsonNode value) {
    String text =
        value.isValueNode()
            ? value.asText()
            : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
