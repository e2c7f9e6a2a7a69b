package dev.dougong.engine.metadata;

import dev.dougong.engine.definition.EntityDefinition;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.fieldtype.ReferenceTarget.OnDelete;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.value.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A published entity: its definition, its immutable id and what was compiled from it. Immutable.
 */
public final class Entity {

  private final int id;
  private final EntityDefinition definition;
  private final SqlName table;
  private final List<Field> fields;
  private final List<Field> allFields;
  private final Map<String, Field> byKey = new HashMap<>();
  private final Map<Integer, Field> byId = new HashMap<>();
  private final List<Rule> rules;
  private final List<Incoming> incoming;
  private final List<Feed> feeds;
  private final Scope scope;

  /**
   * A compiled validation rule.
   *
   * @param when where true the record is refused
   * @param field at fault, or null for the whole record
   * @param message for the person
   * @param isAfter asked when the rollups that the record feeds have moved
   */
  public record Rule(Expression when, @Nullable Field field, Label message, boolean isAfter) {}

  /**
   * A reference of another (or this) entity that points here.
   *
   * @param entity id of the entity that holds the reference
   * @param field id of the reference field there
   * @param table id of the table field whose rows hold the reference, or 0 where the record does
   * @param onDelete what happens there when a record here goes
   */
  public record Incoming(int entity, int field, int table, OnDelete onDelete) {}

  /**
   * A rollup of another entity that aggregates records of this one.
   *
   * @param parent id of the entity that holds the rollup
   * @param field id of the rollup field there
   * @param via id of the reference field of this entity
   */
  public record Feed(int parent, int field, int via) {}

  /** Built by the metadata compiler only. System fields first in {@code allFields}. */
  public Entity(
      int id,
      EntityDefinition definition,
      SqlName table,
      List<Field> systemFields,
      List<Field> fields,
      List<Rule> rules,
      List<Incoming> incoming,
      List<Feed> feeds,
      Scope scope) {
    this.id = id;
    this.definition = definition;
    this.table = table;
    this.fields = List.copyOf(fields);
    List<Field> all = new ArrayList<>(systemFields);
    all.addAll(fields);
    this.allFields = Collections.unmodifiableList(all);
    for (Field field : all) {
      byKey.put(field.key(), field);
      byId.put(field.id(), field);
    }
    this.rules = List.copyOf(rules);
    this.incoming = List.copyOf(incoming);
    this.feeds = List.copyOf(feeds);
    this.scope = scope;
  }

  /** Immutable id, never reused. */
  public int id() {
    return id;
  }

  /** Key in this version. */
  public String key() {
    return definition.key();
  }

  /** What the effective document says. */
  public EntityDefinition definition() {
    return definition;
  }

  /** Table in the workspace's schema, {@code e<id>}. */
  public SqlName table() {
    return table;
  }

  /** The fields of the document, in its order. */
  public List<Field> fields() {
    return fields;
  }

  /** System fields, then those of the document. */
  public List<Field> allFields() {
    return allFields;
  }

  /** The field of the key, system fields included, or null. */
  public @Nullable Field field(String key) {
    return byKey.get(key);
  }

  /** The field of the id, system fields included; a bug where there is none. */
  public Field field(int fieldId) {
    return Objects.requireNonNull(byId.get(fieldId), () -> key() + " has no field " + fieldId);
  }

  /** The field of the id, or null where it was removed. */
  public @Nullable Field findField(int fieldId) {
    return byId.get(fieldId);
  }

  /** The field that names a record to people, or null. */
  public @Nullable Field title() {
    String title = definition.title();
    return title == null ? null : byKey.get(title);
  }

  /** The field that says how much a record matters, or null. */
  public @Nullable Field importance() {
    String importance = EntityReader.importance(definition);
    return importance == null ? null : byKey.get(importance);
  }

  /** Whether a record is a person. */
  public boolean isPerson() {
    return definition.source().has("person");
  }

  /** References to records that are the same person. */
  public List<Field> samePerson() {
    List<Field> result = new ArrayList<>();
    for (String key : EntityReader.samePerson(definition)) {
      Field field = byKey.get(key);
      if (field != null) {
        result.add(field);
      }
    }
    return result;
  }

  /** Fields whose values tell of a person, derived ones included; in their order. */
  public List<Field> personal() {
    return fields.stream().filter(Field::isPersonal).toList();
  }

  /** Fields by which outsiders know a record; may be empty. */
  public List<Field> naturalKey() {
    List<Field> result = new ArrayList<>();
    for (String key : definition.naturalKey()) {
      Field field = byKey.get(key);
      if (field != null) {
        result.add(field);
      }
    }
    return result;
  }

  /** Validation rules. */
  public List<Rule> rules() {
    return rules;
  }

  /** References that point here. */
  public List<Incoming> incoming() {
    return incoming;
  }

  /** Rollups elsewhere that aggregate records of this entity. */
  public List<Feed> feeds() {
    return feeds;
  }

  /** The names that an expression over a record of this entity may use. */
  public Scope scope() {
    return scope;
  }
}
