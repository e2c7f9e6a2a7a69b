package dev.dougong.engine.metadata.layout;

import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ColumnShape;
import dev.dougong.engine.storage.IndexShape;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.engine.storage.TableShape;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the steps from the tables as they are to what a new snapshot needs. */
public final class StoragePlan {

  private final Metadata before;
  private final Metadata after;
  private final Set<Integer> wantedColumns;
  private final Map<Integer, Integer> replaced;
  private final Map<SqlName, TableState> tables;
  private final DerivedChanges derived;
  private final List<SchemaChange> changes = new ArrayList<>();
  private final Map<Integer, Placement> placements = new LinkedHashMap<>();

  /**
   * What goes into a plan.
   *
   * @param wantedColumns fields that should live in columns
   * @param replaced fields whose type changed: new id to old
   * @param tables those that exist, by name
   */
  public record Input(
      Metadata before,
      Metadata after,
      Set<Integer> wantedColumns,
      Map<Integer, Integer> replaced,
      Map<SqlName, TableState> tables,
      DerivedChanges derived) {}

  /**
   * What a plan says.
   *
   * @param changes in the order in which they are done
   * @param placements where the values of each field are once those that are done at once are done
   */
  public record Result(List<SchemaChange> changes, Map<Integer, Placement> placements) {

    /** Copies the collections. */
    public Result {
      changes = List.copyOf(changes);
      placements = Map.copyOf(placements);
    }
  }

  private StoragePlan(Input input) {
    this.before = input.before();
    this.after = input.after();
    this.wantedColumns = input.wantedColumns();
    this.replaced = input.replaced();
    this.tables = input.tables();
    this.derived = input.derived();
  }

  /** The plan. */
  public static Result of(Input input) {
    StoragePlan plan = new StoragePlan(input);
    for (Entity entity : plan.after.entities()) {
      TableState state = plan.tables.get(entity.table());
      if (state == null) {
        plan.create(entity);
      } else {
        plan.change(entity, state);
      }
    }
    plan.archive();
    plan.derive();
    return new Result(plan.changes, plan.placements);
  }

  private void create(Entity entity) {
    changes.add(new SchemaChange.CreateTable(entity.id(), TableLayout.of(entity)));
    entity.fields().forEach(field -> placements.put(field.id(), field.placement()));
  }

  private void change(Entity entity, TableState state) {
    Set<Integer> filling = new HashSet<>();
    for (Field field : entity.fields()) {
      Placement placement = place(entity, field, state);
      placements.put(field.id(), placement);
      if (placement == Placement.FILLING) {
        filling.add(field.id());
      }
      Integer from = replaced.get(field.id());
      if (from != null
          && state.size() != TableState.Size.EMPTY
          && field.derivation() instanceof Derivation.Entered) {
        changes.add(new SchemaChange.ConvertField(entity.id(), field.id(), from));
      }
    }
    TableShape shape = TableLayout.of(entity, placements);
    if (shape.isSearched() && !state.columns().containsKey("search")) {
      changes.add(new SchemaChange.AddSearch(entity.id(), entity.table()));
    }
    if (shape.isSearched() && state.size() != TableState.Size.EMPTY && isSearchChanged(entity)) {
      changes.add(new SchemaChange.RebuildSearch(entity.id()));
    }
    indexes(entity, shape, state);
  }

  /** Steps for a field of a table that exists, and where its values are afterwards. */
  private Placement place(Entity entity, Field field, TableState state) {
    boolean mayFill = field.kind() != ValueKind.TABLE && field.kind() != ValueKind.JSON;
    boolean wants = mayFill && wantedColumns.contains(field.id());
    Placement now = field.placement();
    if (now == Placement.DOCUMENT && wants) {
      now = state.size() == TableState.Size.EMPTY ? Placement.COLUMN : Placement.FILLING;
      addColumn(entity, field, state);
      if (now == Placement.FILLING) {
        ColumnShape column = TableLayout.column(field);
        changes.add(new SchemaChange.FillColumn(entity.id(), field.id(), entity.table(), column));
      }
      return state.size() == TableState.Size.SMALL ? Placement.COLUMN : now;
    }
    if (now == Placement.COLUMN || now == Placement.FILLING) {
      addColumn(entity, field, state);
    }
    return now;
  }

  private void addColumn(Entity entity, Field field, TableState state) {
    ColumnShape column = TableLayout.column(field);
    String type = state.columns().get(column.name().text());
    if (type == null) {
      changes.add(new SchemaChange.AddColumn(entity.id(), field.id(), entity.table(), column));
    } else if (!type.equals(typeName(column.type()))) {
      changes.add(new SchemaChange.ReplaceColumn(entity.id(), field.id(), entity.table(), column));
    }
  }

  /** As PostgreSQL's catalogue writes it. */
  private static String typeName(SqlType type) {
    return switch (type) {
      case TIME -> "time without time zone";
      case TIMESTAMPTZ -> "timestamp with time zone";
      case TEXT,
          BIGINT,
          INTEGER,
          NUMERIC,
          BOOLEAN,
          DATE,
          TEXT_ARRAY,
          UUID,
          UUID_ARRAY,
          BIGINT_ARRAY,
          INTEGER_ARRAY,
          JSONB,
          XID8 ->
          type.text();
    };
  }

  private void indexes(Entity entity, TableShape shape, TableState state) {
    changes.addAll(indexes(entity.id(), shape, state));
  }

  /** Steps from the indexes that a table has to those that it needs. */
  public static List<SchemaChange> indexes(int entity, TableShape shape, TableState state) {
    List<SchemaChange> steps = new ArrayList<>();
    Set<String> wanted = new HashSet<>();
    for (IndexShape index : shape.indexes()) {
      wanted.add(index.name().text());
      if (!state.indexes().contains(index.name().text())) {
        steps.add(new SchemaChange.CreateIndex(entity, index));
      }
    }
    String ours = shape.table().text() + "_";
    for (String index : state.indexes()) {
      boolean isOurs = index.startsWith(ours) && !index.equals(ours + "pkey");
      if (isOurs && !wanted.contains(index)) {
        steps.add(0, new SchemaChange.DropIndex(entity, SqlName.of(index)));
      }
    }
    return steps;
  }

  private boolean isSearchChanged(Entity entity) {
    Entity old = old(entity.id());
    return old != null && !searched(old).equals(searched(entity));
  }

  private static Set<Integer> searched(Entity entity) {
    Set<Integer> ids = new HashSet<>();
    for (Field field : entity.fields()) {
      if (TableLayout.isSearched(field)) {
        ids.add(field.id());
      }
    }
    return ids;
  }

  private void archive() {
    Map<Integer, Entity> kept = new HashMap<>();
    after.entities().forEach(entity -> kept.put(entity.id(), entity));
    for (Entity old : before.entities()) {
      TableState state = tables.get(old.table());
      boolean hasRecords = state != null && state.size() != TableState.Size.EMPTY;
      Entity entity = kept.get(old.id());
      if (entity == null) {
        changes.add(new SchemaChange.ArchiveTable(old.id(), old.table(), hasRecords));
        continue;
      }
      for (Field field : old.fields()) {
        boolean isReplaced = replaced.containsValue(field.id());
        if (entity.findField(field.id()) == null && !isReplaced) {
          boolean isEntered =
              field.derivation() instanceof Derivation.Entered
                  || field.derivation() instanceof Derivation.Numbered;
          changes.add(new SchemaChange.ArchiveField(old.id(), field.id(), hasRecords && isEntered));
        }
      }
    }
  }

  /** Derived values whose definition changed, in the order in which they depend on each other. */
  private void derive() {
    for (DerivedChanges.Change change : derived.between(before, after)) {
      TableState state = tables.get(after.entity(change.entity()).table());
      if (state != null && state.size() != TableState.Size.EMPTY) {
        changes.add(new SchemaChange.Recompute(change.entity(), change.field()));
      }
    }
  }

  private @Nullable Entity old(int id) {
    for (Entity entity : before.entities()) {
      if (entity.id() == id) {
        return entity;
      }
    }
    return null;
  }
}
