package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.internal.change.StoredDocument;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores drafts of one entity together with their changes: one statement for all of them. One draft
 * is sent as plain values, several as one JSON document, so there are few shapes of statements.
 */
final class StoreStatements {

  private static final SqlName SEARCH = SqlName.of("search");
  private static final SqlName DATA = SqlName.of("data");
  private static final SqlName REMOVED = SqlName.of("removed");
  private static final SqlName ID = SystemField.ID.column();

  private final Jdbc jdbc;
  private final SearchTerms terms;
  private final CopyInserts copies;

  StoreStatements(Jdbc jdbc, SearchTerms terms) {
    this.jdbc = jdbc;
    this.terms = terms;
    this.copies = new CopyInserts(jdbc);
  }

  /** Inserts new records; gives the number of each one's change. */
  Map<UUID, Long> insert(Write write, EntityPlan plan, List<Pending> all) {
    List<RowColumn> columns = columnsOfNew(plan);
    if (all.size() >= CopyInserts.WORTHWHILE && !write.isSingle()) {
      return copies.insert(write, plan, columns, all);
    }
    List<Integer> outside = ids(plan.columnFields());
    outside.add(SystemField.OWNER.id());
    outside.add(SystemField.ORG_UNIT.id());
    Rows rows = new Rows(columns, ChangeRows.columnsOfNew(outside), all);
    Guards guards = write.guards();
    Sql sql =
        Sql.of("with ")
            .add(guards.with())
            .add(rows.with())
            .add("w as (insert into ")
            .add(write.schema(), plan.entity().table())
            .add(" (")
            .add(rows.names())
            .add(") ")
            .add(rows.source())
            .add(" where ")
            .add(guards.condition())
            .add(" returning id, data) ")
            .add(ChangeRows.insert(write, plan, ChangeOperation.CREATED, rows));
    return changeNumbers(sql);
  }

  private List<RowColumn> columnsOfNew(EntityPlan plan) {
    List<RowColumn> columns = new ArrayList<>();
    for (SystemField field : SystemField.values()) {
      columns.add(
          new RowColumn(
              field.column(),
              SqlType.of(field.kind()),
              pending -> pending.draft().value(field.id())));
    }
    for (Field field : plan.columnFields()) {
      columns.add(column(field));
    }
    List<Integer> inDocument = ids(plan.documentFields());
    columns.add(
        new RowColumn(
            DATA,
            SqlType.JSONB,
            pending -> new StoredDocument(pending.draft().after(), inDocument)));
    if (!plan.searched().isEmpty()) {
      columns.add(new RowColumn(SEARCH, SqlType.TEXT_ARRAY, this::searchTerms));
    }
    return columns;
  }

  /** Stores changed fields; a derived change leaves version and time alone. */
  Map<UUID, Long> update(
      Write write, EntityPlan plan, List<Pending> all, ChangeOperation operation) {
    Set<Integer> changed = new LinkedHashSet<>();
    for (Pending pending : all) {
      changed.addAll(pending.changed());
    }
    List<RowColumn> columns = new ArrayList<>();
    if (operation != ChangeOperation.DERIVED) {
      columns.add(system(SystemField.VERSION));
      columns.add(system(SystemField.UPDATED_AT));
      columns.add(system(SystemField.UPDATED_BY));
    }
    boolean isSearchMoved = false;
    boolean isDocumentMoved = false;
    for (Integer id : changed) {
      Field field = plan.field(id).field();
      isSearchMoved |= plan.searched().contains(field);
      isDocumentMoved |=
          field.placement() == Placement.DOCUMENT || field.placement() == Placement.FILLING;
      if (field.placement() != Placement.DOCUMENT) {
        columns.add(column(field));
      }
    }
    if (isSearchMoved) {
      columns.add(new RowColumn(SEARCH, SqlType.TEXT_ARRAY, this::searchTerms));
    }
    return changeNumbers(update(write, plan, all, operation, columns, isDocumentMoved));
  }

  private static Sql update(
      Write write,
      EntityPlan plan,
      List<Pending> all,
      ChangeOperation operation,
      List<RowColumn> columns,
      boolean isDocumentMoved) {
    List<RowColumn> extra = new ArrayList<>(ChangeRows.columns());
    extra.add(new RowColumn(ID, SqlType.UUID, pending -> pending.draft().id()));
    if (isDocumentMoved) {
      extra.add(new RowColumn(REMOVED, SqlType.TEXT_ARRAY, StoreStatements::documentKeys));
      extra.add(new RowColumn(DATA, SqlType.JSONB, StoreStatements::documentValues));
    }
    Rows rows = new Rows(columns, extra, all);
    Guards guards = write.guards();
    Sql sql =
        Sql.of("with ")
            .add(guards.with())
            .add(rows.with())
            .add("w as (update ")
            .add(write.schema(), plan.entity().table())
            .add(" r set ")
            .add(rows.assignments());
    if (isDocumentMoved) {
      sql.add(columns.isEmpty() ? new Sql() : Sql.of(", "))
          .add("data = (r.data - ")
          .add(rows.value(REMOVED))
          .add(") || ")
          .add(rows.value(DATA));
    }
    return sql.add(rows.from())
        .add(" where r.id = ")
        .add(rows.value(ID))
        .add(write.isSingle() ? unchanged(all.get(0).draft()) : new Sql())
        .add(" and ")
        .add(guards.condition())
        .add(" returning r.id) ")
        .add(ChangeRows.insert(write, plan, operation, rows));
  }

  /** That the row is still the one that was read without a lock. */
  private static Sql unchanged(Draft draft) {
    return Sql.of(" and r.deleted_at is null and r.version = ")
        .bind(SqlType.BIGINT, draft.version() - 1);
  }

  private Map<UUID, Long> changeNumbers(Sql sql) {
    Map<UUID, Long> numbers = new HashMap<>();
    jdbc.query(
        sql,
        row -> numbers.put(Objects.requireNonNull(Jdbc.uuid(row, 1), "record"), row.getLong(2)));
    return numbers;
  }

  private static RowColumn system(SystemField field) {
    return new RowColumn(
        field.column(), SqlType.of(field.kind()), pending -> pending.draft().value(field.id()));
  }

  private static RowColumn column(Field field) {
    SqlType type = SqlType.of(field.kind());
    return new RowColumn(
        field.column(),
        type,
        pending -> {
          Object value = pending.draft().value(field.id());
          return value == null || type != SqlType.JSONB ? value : StoredDocument.text(value);
        });
  }

  private @Nullable Object searchTerms(Pending pending) {
    return searchTerms(terms, pending.draft().plan(), pending.draft().after());
  }

  /** What the search column of a record holds. */
  static List<String> searchTerms(SearchTerms terms, EntityPlan plan, Map<Integer, Object> values) {
    List<String> texts = new ArrayList<>();
    for (Field field : plan.searched()) {
      Object value = values.get(field.id());
      String text = value == null ? null : field.type().searchText(value, field.definition());
      if (text != null) {
        texts.add(text);
      }
    }
    return terms.index(texts);
  }

  private static List<String> documentKeys(Pending pending) {
    List<String> keys = new ArrayList<>();
    for (Integer id : inDocument(pending, true)) {
      keys.add("f" + id);
    }
    return keys;
  }

  private static StoredDocument documentValues(Pending pending) {
    return new StoredDocument(pending.draft().after(), inDocument(pending, false));
  }

  private static Collection<Integer> inDocument(Pending pending, boolean withFilling) {
    List<Integer> ids = new ArrayList<>();
    for (Integer id : pending.changed()) {
      Placement placement = pending.draft().plan().field(id).field().placement();
      if (placement == Placement.DOCUMENT || (withFilling && placement == Placement.FILLING)) {
        ids.add(id);
      }
    }
    return ids;
  }

  private static List<Integer> ids(List<Field> fields) {
    List<Integer> ids = new ArrayList<>();
    for (Field field : fields) {
      ids.add(field.id());
    }
    return ids;
  }
}
