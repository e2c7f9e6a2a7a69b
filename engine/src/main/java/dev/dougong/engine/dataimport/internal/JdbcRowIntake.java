package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.dataimport.DayOrder;
import dev.dougong.engine.dataimport.ImportColumn;
import dev.dougong.engine.dataimport.ImportMode;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.dataimport.PeopleNames;
import dev.dougong.engine.dataimport.RowIntake;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rows of another system over the parts of imports. */
public final class JdbcRowIntake implements RowIntake {

  private final Records records;
  private final FieldTypes types;
  private final RecordLookup lookup;
  private final ReferenceTexts references;

  /** With its parts. */
  public JdbcRowIntake(
      Jdbc jdbc, Records records, FieldTypes types, SqlCompiler compiler, PeopleNames people) {
    this.records = records;
    this.types = types;
    this.lookup = new RecordLookup(jdbc, compiler);
    this.references = new ReferenceTexts(types, lookup, people);
  }

  @Override
  public List<Taken> take(
      Access access, Entity entity, List<Field> key, List<Row> rows, Judge judge, String why) {
    List<CleanRow> clean = clean(access, entity, rows);
    references.resolve(access, clean);
    Map<Integer, Map<Field, Object>> given = new HashMap<>();
    clean.forEach(row -> given.put(row.number(), new LinkedHashMap<>(row.values())));
    Field id = entity.field(SystemField.ID.id());
    List<CleanRow> bound = new ArrayList<>();
    List<CleanRow> free = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      CleanRow row = clean.get(i);
      if (rows.get(i).record() == null) {
        free.add(row);
      } else {
        row.values().put(id, rows.get(i).record());
        bound.add(row);
      }
    }
    WriteOptions how = WriteOptions.ofDocument(why);
    Map<Integer, RowResult> results = new TreeMap<>();
    RowBatch.Judging judging = new RowBatch.Judging(judge, how, given);
    new RowBatch(records, lookup, access, entity, List.of(id), judging)
        .write(bound)
        .forEach(result -> results.put(result.number(), result));
    new RowBatch(records, lookup, access, entity, key, judging)
        .write(free)
        .forEach(result -> results.put(result.number(), result));
    return taken(results.values(), given);
  }

  private static List<Taken> taken(
      Collection<RowResult> results, Map<Integer, Map<Field, Object>> given) {
    List<Taken> all = new ArrayList<>();
    for (RowResult result : results) {
      all.add(
          new Taken(
              result.number(),
              result.outcome(),
              result.record(),
              given.getOrDefault(result.number(), Map.of()),
              result.problems()));
    }
    return all;
  }

  /** The values of the rows; null for what a row empties. */
  private List<CleanRow> clean(Access access, Entity entity, List<Row> rows) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.values().keySet()));
    Map<String, String> mapping = new LinkedHashMap<>();
    List<ImportColumn> columns = new ArrayList<>();
    for (String name : names) {
      mapping.put(name, name);
      columns.add(new ImportColumn(name, List.of()));
    }
    ImportPlan plan = new ImportPlan(mapping, ImportMode.UPSERT, List.of(), DayOrder.UNKNOWN);
    RowCleaning cleaning = new RowCleaning(types, access, entity, plan, columns);
    List<CleanRow> all = new ArrayList<>();
    for (Row row : rows) {
      List<String> cells = names.stream().map(name -> row.values().getOrDefault(name, "")).toList();
      CleanRow one = cleaning.clean(new StagedRow(row.number(), cells));
      row.values()
          .forEach(
              (name, text) -> {
                Field field = entity.field(name);
                if (field != null
                    && text.isBlank()
                    && ImportFields.mayFill(access, entity, field)) {
                  one.empty(field);
                }
              });
      all.add(one);
    }
    return all;
  }
}
