package dev.dougong.engine.personal.internal;

import dev.dougong.engine.definition.DuplicateRule;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.SealedText;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The personal values that records hold or held, as texts; those in rows of tables too. */
final class PersonalValues {

  private static final SqlName R = SqlName.of("r");

  private final Jdbc jdbc;

  PersonalValues(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** The values by which the person could be found in other places. */
  Fingerprints of(Metadata metadata, Map<Entity, Set<UUID>> records) {
    Fingerprints.Found found = new Fingerprints.Found();
    records.forEach(
        (entity, ids) -> {
          List<Field> personal = entity.personal();
          if (!personal.isEmpty()) {
            Set<String> telling = telling(entity);
            List<UUID> all = List.copyOf(ids);
            for (Field field : personal) {
              if (field.placement() != Placement.VIRTUAL) {
                boolean isTelling = telling.contains(field.key());
                texts(now(metadata, entity, field, all))
                    .forEach(text -> add(metadata, field, text, isTelling, found));
                texts(before(metadata, List.of(field), all))
                    .forEach(text -> add(metadata, field, text, isTelling, found));
              }
            }
          }
        });
    return found.done();
  }

  /** What the person is called: what titles are made of and what the quick search looks into. */
  Fingerprints names(Metadata metadata, Map<Entity, Set<UUID>> persons) {
    Fingerprints.Found found = new Fingerprints.Found();
    persons.forEach(
        (entity, ids) -> {
          List<UUID> all = List.copyOf(ids);
          for (Field field : entity.personal()) {
            boolean isName =
                field.key().equals(entity.definition().title()) || field.definition().searched();
            if (isName
                && field.kind() == ValueKind.TEXT
                && field.placement() != Placement.VIRTUAL) {
              texts(now(metadata, entity, field, all)).forEach(found::addName);
              texts(before(metadata, List.of(field), all)).forEach(found::addName);
            }
          }
        });
    return found.done();
  }

  /** Of an encrypted field the value in clear, and as it is stored: both may stand elsewhere. */
  private static void add(
      Metadata metadata, Field field, String text, boolean isTelling, Fingerprints.Found found) {
    if (field.kind() == ValueKind.SEALED && SealedText.isSealed(text)) {
      found.add(metadata.seals().open(SealedText.read(text), field.id()), isTelling);
      found.addSealed(SealedText.read(text));
    } else {
      found.add(text, isTelling);
    }
  }

  /** Fields that tell records apart: unique ones, natural keys, what duplicates are found by. */
  private static Set<String> telling(Entity entity) {
    Set<String> keys = new TreeSet<>(entity.definition().naturalKey());
    for (Field field : entity.fields()) {
      if (field.definition().unique()) {
        keys.add(field.key());
      }
    }
    for (DuplicateRule rule : EntityReader.duplicates(entity.definition())) {
      // A rule that needs several fields says of none of them that it tells records apart.
      if (rule.match().size() == 1 && rule.match().get(0).how() == DuplicateRule.How.EQUAL) {
        keys.add(rule.match().get(0).field());
      }
    }
    return keys;
  }

  private static Sql now(Metadata metadata, Entity entity, Field field, List<UUID> ids) {
    return Sql.of("select to_jsonb(")
        .add(StoredField.value(R, field))
        .add(") as v from ")
        .add(StoredField.from(metadata, entity, R))
        .add(" where r.id = any(")
        .bind(SqlType.UUID_ARRAY, ids)
        .add(")");
  }

  private static Sql before(Metadata metadata, Collection<Field> fields, List<UUID> ids) {
    return Sql.template(
        """
        select e.value as v from {0}.change c cross join lateral (
          select * from jsonb_each(coalesce(c.before, '{}'))
          union all select * from jsonb_each(coalesce(c.after, '{}'))) e
        where c.record = any({1}) and e.key = any({2})
        """,
        List.of(
            new Sql().add(metadata.workspace().schema()),
            new Sql().bind(SqlType.UUID_ARRAY, ids),
            new Sql().bind(SqlType.TEXT_ARRAY, keys(fields))));
  }

  private List<String> texts(Sql values) {
    return jdbc.query(
        Sql.of("select distinct x #>> '{}' from (select jsonb_path_query(q.v, 'strict $.**') as x")
            .add(" from (")
            .add(values)
            .add(") q where q.v is not null) p where jsonb_typeof(x) = 'string'"),
        row -> row.getString(1));
  }

  /** The keys under which values stand in documents and in the history. */
  static List<String> keys(Collection<Field> fields) {
    List<String> keys = new ArrayList<>();
    for (Field field : fields) {
      keys.add(field.column().text());
    }
    return keys;
  }
}
