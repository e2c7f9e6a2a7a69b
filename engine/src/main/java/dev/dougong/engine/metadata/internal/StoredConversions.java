package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.Conversions;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tries conversions on stored values. Thread-safe. */
public final class StoredConversions implements Conversions {

  /** Of a field that few records have, the values of so many of the newest ones are enough. */
  private static final int MOST_LOOKED_AT = 100_000;

  private final MetadataSnapshots snapshots;
  private final CandidateCheck check;
  private final FieldTypes types;
  private final ValueConversion conversion;
  private final Jdbc jdbc;
  private final Transactions transactions;

  /** What it is made of. */
  public StoredConversions(
      MetadataSnapshots snapshots,
      CandidateCheck check,
      FieldTypes types,
      Jdbc jdbc,
      Transactions transactions) {
    this.snapshots = snapshots;
    this.check = check;
    this.types = types;
    this.conversion = new ValueConversion(types);
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public List<String> types(String entity, String field) {
    Metadata metadata = snapshots.current();
    Field from = field(metadata.entity(entity), field);
    return isConvertible(from)
        ? types.ids().stream()
            .filter(id -> !id.equals(from.definition().type()) && isTarget(types.get(id), from))
            .toList()
        : List.of();
  }

  private static Field field(Entity entity, String key) {
    Field field = entity.field(key);
    if (field == null || field.isSystem()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return field;
  }

  private static boolean isConvertible(Field field) {
    return field.derivation() instanceof Derivation.Entered
        && field.placement() != Placement.VIRTUAL
        && !ValueConversion.isLinked(field.kind())
        && !isOpaque(field.kind())
        && !field.type().holdsFiles();
  }

  private static boolean isTarget(FieldType type, Field from) {
    ObjectNode asked = from.definition().options().deepCopy();
    FieldDefinition definition = read(asked.put("type", type.id()));
    ValueKind kind = type.kind(definition);
    return type.derivation(definition) instanceof Derivation.Entered
        && !ValueConversion.isLinked(kind)
        && !isOpaque(kind)
        && !type.holdsFiles();
  }

  /** Values of a form of their own, which no other type can make. */
  private static boolean isOpaque(ValueKind kind) {
    return kind == ValueKind.JSON;
  }

  private static FieldDefinition read(ObjectNode field) {
    ObjectNode entity = JsonNodeFactory.instance.objectNode().put("key", "any");
    entity.putArray("fields").add(field);
    return EntityReader.read(entity).fields().get(0);
  }

  @Override
  public Trial trial(String entity, String field, ObjectNode definition) {
    Metadata metadata = snapshots.current();
    Entity of = metadata.entity(entity);
    Field from = field(of, field);
    demandRight(of, from, definition);
    FieldDefinition to = read(definition);
    if (!isConvertible(from) || !types(entity, field).contains(to.type())) {
      throw new InputException(
          Problem.at("/definition/type", "metadata.notConvertible")
              .with("value", to.type())
              .with("known", types(entity, field)));
    }
    List<String> values =
        transactions.required(
            () ->
                values(metadata, of, from).stream()
                    .map(
                        json ->
                            from.kind() == ValueKind.SEALED
                                ? conversion.opened(json, from.id())
                                : json)
                    .toList());
    boolean isCut = values.size() > MOST_TRIED || isLarge(metadata, of);
    return tried(metadata, values.subList(0, Math.min(values.size(), MOST_TRIED)), to, from, isCut);
  }

  private void demandRight(Entity entity, Field from, ObjectNode definition) {
    ObjectNode document = entity.definition().source().deepCopy();
    ArrayNode fields = document.withArrayProperty("fields");
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).path("key").asText().equals(from.key())) {
        fields.set(i, definition);
        String place = "/fields/" + i;
        check
            .schemas()
            .check(
                new Document("entity", entity.key(), document),
                problem -> {
                  if (problem.place().startsWith(place)) {
                    String inside = "/definition" + problem.place().substring(place.length());
                    problems.add(new Problem(problem.code(), inside, problem.arguments()));
                  }
                });
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  private List<String> values(Metadata metadata, Entity entity, Field field) {
    Sql document = Sql.of("(data->").quoted(field.column()).add(")");
    Sql column = Sql.of("to_jsonb(").add(field.column()).add(")");
    Sql value =
        switch (field.placement()) {
          case COLUMN, SYSTEM -> column;
          case FILLING -> Sql.of("coalesce(").add(column).add(", ").add(document).add(")");
          case DOCUMENT, VIRTUAL -> document;
        };
    Sql newest =
        Sql.of("select (")
            .add(value)
            .add(")::text as value from ")
            .add(metadata.workspace().schema(), entity.table())
            .add(" where deleted_at is null order by id desc limit ")
            .number(MOST_LOOKED_AT);
    Sql sql =
        Sql.of("select value from (")
            .add(newest)
            .add(") newest where value is not null limit ")
            .number(MOST_TRIED + 1);
    List<String> values = jdbc.query(sql, row -> Objects.requireNonNull(row.getString(1)));
    return values;
  }

  /** Whether there are more records than those that are looked at. */
  private boolean isLarge(Metadata metadata, Entity entity) {
    Sql sql =
        Sql.of("select count(*) from (select from ")
            .add(metadata.workspace().schema(), entity.table())
            .add(" where deleted_at is null limit ")
            .number(MOST_LOOKED_AT + 1)
            .add(") few");
    Long count = jdbc.queryOne(sql, row -> row.getLong(1));
    return count != null && count > MOST_LOOKED_AT;
  }

  private Trial tried(
      Metadata metadata, List<String> values, FieldDefinition to, Field from, boolean isCut) {
    long lost = 0;
    List<String> samples = new ArrayList<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String json : values) {
      counts.merge(json, 1, Integer::sum);
      if (conversion.convert(json, to, metadata.zone()) == null) {
        lost++;
        String shown = ValueConversion.shown(json);
        if (samples.size() < MOST_SHOWN && !samples.contains(shown)) {
          samples.add(shown);
        }
      }
    }
    boolean isKept = types.get(to.type()).kind(to) == from.kind();
    return new Trial(values.size(), isCut, lost, samples, frequent(counts), isKept);
  }

  private static List<String> frequent(Map<String, Integer> counts) {
    List<String> values = new ArrayList<>();
    counts.entrySet().stream()
        .sorted(Comparator.comparing((Map.Entry<String, Integer> one) -> -one.getValue()))
        .limit(MOST_VALUES)
        .forEach(
            one -> {
              try {
                values.add(ValueConversion.text(one.getKey()));
              } catch (JsonProcessingException e) {
                values.add(one.getKey());
              }
            });
    return values;
  }
}
