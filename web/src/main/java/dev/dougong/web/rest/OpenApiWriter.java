package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.value.ValueKind;
import java.util.Locale;

/**
 * The API of the installed apps as OpenAPI 3.1, field by field, as far as the reader may use it.
 */
final class OpenApiWriter {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String SCHEMAS = "#/components/schemas/";

  private final Access access;
  private final Locale locale;
  private final ObjectNode paths = JSON.objectNode();
  private final ObjectNode schemas = JSON.objectNode();

  OpenApiWriter(Access access, Locale locale) {
    this.access = access;
    this.locale = locale;
  }

  ObjectNode write() {
    ObjectNode api = JSON.objectNode();
    api.put("openapi", "3.1.0");
    ObjectNode about = api.putObject("info");
    about.put("title", "Dougong");
    about.put("version", String.valueOf(access.metadata().version()));
    api.putArray("servers").addObject().put("url", "/");
    schemas.set("Problem", problem());
    for (Entity entity : access.metadata().entities()) {
      if (!access.entity(entity).isNone()) {
        add(entity, access.entity(entity));
      }
    }
    api.set("paths", paths);
    ObjectNode components = api.putObject("components");
    components.set("schemas", schemas);
    ObjectNode security = components.putObject("securitySchemes");
    security.putObject("apiKey").put("type", "http").put("scheme", "bearer");
    security
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "dougong_session");
    ArrayNode either = api.putArray("security");
    either.addObject().putArray("apiKey");
    either.addObject().putArray("session");
    return api;
  }

  private void add(Entity entity, EntityAccess rights) {
    String name = Character.toUpperCase(entity.key().charAt(0)) + entity.key().substring(1);
    String label = entity.definition().label().in(locale, entity.key());
    schemas.set(name, record(entity, rights));
    schemas.set(name + "Values", values(entity, rights));
    String root = "/api/data/" + entity.key();
    ObjectNode many = paths.putObject(root);
    ObjectNode list = operation(many, "get", label, "list", name, "List", 200);
    for (String parameter : new String[] {"filter", "sort", "fields", "q", "after"}) {
      parameter(list, "query", parameter, "string");
    }
    parameter(list, "query", "limit", "integer");
    parameter(list, "query", "count", "boolean");
    parameter(list, "query", "deleted", "boolean");
    schemas.set(name + "List", page(name));
    if (rights.mayCreate()) {
      ObjectNode create = operation(many, "post", label, "create", name, "", 201);
      parameter(create, "header", "Idempotency-Key", "string");
      parameter(create, "header", Parameters.FORM, "string");
      body(create, name + "Values");
    }
    ObjectNode one = paths.putObject(root + "/{id}");
    parameter(operation(one, "get", label, "read", name, "", 200), "path", "id", "string");
    if (!rights.update().equals(RowRule.NONE)) {
      ObjectNode patch = operation(one, "patch", label, "change", name, "", 200);
      parameter(patch, "path", "id", "string");
      parameter(patch, "header", "If-Match", "string");
      parameter(patch, "header", Parameters.FORM, "string");
      body(patch, name + "Values");
    }
    if (!rights.delete().equals(RowRule.NONE)) {
      ObjectNode delete = operation(one, "delete", label, "delete", name, "", 204);
      parameter(delete, "path", "id", "string");
      parameter(delete, "header", "If-Match", "string");
      parameter(
          operation(
              paths.putObject(root + "/{id}/restore"), "post", label, "restore", name, "", 200),
          "path",
          "id",
          "string");
    }
  }

  private ObjectNode operation(
      ObjectNode path,
      String method,
      String label,
      String verb,
      String schema,
      String suffix,
      int status) {
    ObjectNode operation = path.putObject(method);
    operation.put("operationId", verb + schema);
    operation.putArray("tags").add(label);
    operation.putArray("parameters");
    ObjectNode responses = operation.putObject("responses");
    ObjectNode good = responses.putObject(String.valueOf(status)).put("description", label);
    if (status != 204) {
      content(good, "application/json", schema + suffix);
    }
    ObjectNode bad = responses.putObject("default").put("description", "RFC 9457");
    content(bad, "application/problem+json", "Problem");
    return operation;
  }

  private static void content(ObjectNode holder, String mediaType, String schema) {
    holder
        .putObject("content")
        .putObject(mediaType)
        .putObject("schema")
        .put("$ref", SCHEMAS + schema);
  }

  private static void body(ObjectNode operation, String schema) {
    ObjectNode body = operation.putObject("requestBody");
    body.put("required", true);
    content(body, "application/json", schema);
  }

  private static void parameter(ObjectNode operation, String in, String name, String type) {
    ObjectNode parameter = operation.withArray("parameters").addObject();
    parameter.put("name", name).put("in", in).put("required", in.equals("path"));
    parameter.putObject("schema").put("type", type);
  }

  private static ObjectNode page(String name) {
    ObjectNode page = JSON.objectNode().put("type", "object");
    ObjectNode properties = page.putObject("properties");
    properties
        .putObject("items")
        .put("type", "array")
        .putObject("items")
        .put("$ref", SCHEMAS + name);
    properties.putObject("next").putArray("type").add("string").add("null");
    properties.putObject("count").put("type", "integer");
    properties.putObject("limit").put("type", "integer");
    return page;
  }

  private ObjectNode record(Entity entity, EntityAccess rights) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (Field field : entity.allFields()) {
      if (rights.isShown(field)) {
        properties.set(field.key(), described(field, read(field)));
      }
    }
    return schema;
  }

  private ObjectNode values(Entity entity, EntityAccess rights) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    for (Field field : entity.allFields()) {
      if (rights.mayEnter(field)) {
        properties.set(field.key(), described(field, write(field)));
      }
    }
    return schema;
  }

  private ObjectNode described(Field field, ObjectNode schema) {
    schema.put("title", field.definition().label().in(locale, field.key()));
    schema.put("x-fieldType", field.definition().type());
    if (field.definition().required()) {
      schema.put("x-required", true);
    }
    if (field.definition().unique()) {
      schema.put("x-unique", true);
    }
    return schema;
  }

  private ObjectNode read(Field field) {
    boolean isReference =
        field.kind() == ValueKind.REFERENCE || field.kind() == ValueKind.REFERENCE_LIST;
    if (!isReference || (field.isSystem() && field.key().equals("id"))) {
      return plain(field, false);
    }
    ObjectNode link = JSON.objectNode().put("type", "object");
    ObjectNode properties = link.putObject("properties");
    properties.putObject("id").put("type", "string").put("format", "uuid");
    properties.putObject("label").put("type", "string");
    return field.kind() == ValueKind.REFERENCE ? link : array(link);
  }

  private ObjectNode write(Field field) {
    if (field.target() instanceof ReferenceTarget.ToEntity to) {
      ObjectNode either = JSON.objectNode();
      ArrayNode forms = either.putArray("oneOf");
      forms.addObject().put("type", "string").put("format", "uuid");
      ObjectNode key = forms.addObject().put("type", "object");
      ObjectNode properties = key.putObject("properties");
      for (Field natural : access.metadata().entity(to.entity()).naturalKey()) {
        properties.set(natural.key(), plain(natural, true));
      }
      return field.kind() == ValueKind.REFERENCE ? either : array(either);
    }
    return plain(field, true);
  }

  private ObjectNode plain(Field field, boolean isWritten) {
    ObjectNode schema = JSON.objectNode();
    switch (field.kind()) {
      case TEXT, SEALED -> text(field, schema);
      case INTEGER -> schema.put("type", "integer");
      case DECIMAL -> schema.put("type", "number");
      case BOOLEAN -> schema.put("type", "boolean");
      case DATE -> schema.put("type", "string").put("format", "date");
      case TIME -> schema.put("type", "string").put("format", "time");
      case DATE_TIME -> schema.put("type", "string").put("format", "date-time");
      case DURATION -> schema.put("type", "string").put("format", "duration");
      case REFERENCE -> schema.put("type", "string").put("format", "uuid");
      case TEXT_LIST -> schema.put("type", "array").set("items", text(field, JSON.objectNode()));
      case REFERENCE_LIST ->
          schema
              .put("type", "array")
              .putObject("items")
              .put("type", "string")
              .put("format", "uuid");
      case TABLE -> rows(field, schema, isWritten);
      case JSON -> schema.put("description", "JSON");
    }
    return schema;
  }

  private void rows(Field table, ObjectNode schema, boolean isWritten) {
    ObjectNode row = schema.put("type", "array").putObject("items").put("type", "object");
    ObjectNode properties = row.putObject("properties");
    for (Field field : table.rowFields()) {
      if (!isWritten || field.isWritable()) {
        properties.set(field.key(), described(field, isWritten ? write(field) : read(field)));
      }
    }
  }

  private static ObjectNode text(Field field, ObjectNode schema) {
    schema.put("type", "string");
    JsonNode options = field.definition().options();
    if (options.path("maxLength").isInt()) {
      schema.put("maxLength", options.path("maxLength").intValue());
    }
    for (String name : new String[] {"options", "stages"}) {
      JsonNode values = options.path(name);
      if (values.isArray() && !values.isEmpty()) {
        ArrayNode allowed = schema.putArray("enum");
        values.forEach(value -> allowed.add(value.path("value").asText()));
      }
    }
    return schema;
  }

  private static ObjectNode array(ObjectNode item) {
    ObjectNode array = JSON.objectNode().put("type", "array");
    array.set("items", item);
    return array;
  }

  private static ObjectNode problem() {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (String text : new String[] {"type", "title", "code", "requestId"}) {
      properties.putObject(text).put("type", "string");
    }
    properties.putObject("status").put("type", "integer");
    ObjectNode error =
        properties
            .putObject("errors")
            .put("type", "array")
            .putObject("items")
            .put("type", "object")
            .putObject("properties");
    for (String text : new String[] {"code", "pointer", "field", "message", "remedy", "link"}) {
      error.putObject(text).put("type", "string");
    }
    return schema;
  }
}
