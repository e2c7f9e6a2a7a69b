package dev.dougong.engine.dataimport.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.dataimport.RowOutcome;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.HeldTo;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.change.ChangeDocument;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Puts records back as they were before an import, from what the change log keeps. A record that
 * somebody changed since is left as it is: its version is no longer the one that the import made.
 */
final class UndoBatch {

  private static final WriteOptions HOW = new WriteOptions(null, "importUndo", new HeldTo.NoForm());
  private static final String OPERATIONS = "/operations/";

  private final Records records;
  private final Jdbc jdbc;
  private final Access access;
  private final Entity entity;
  private final List<RowResult> results = new ArrayList<>();

  UndoBatch(Records records, Jdbc jdbc, Access access, Entity entity) {
    this.records = records;
    this.jdbc = jdbc;
    this.access = access;
    this.entity = entity;
  }

  /** A record and all rows that wrote it, the last first. */
  private record Target(UUID id, List<RowTables.Written> rows) {

    long version() {
      return rows.get(0).version();
    }

    boolean isNew() {
      return rows.get(rows.size() - 1).isNew();
    }

    /** Whether somebody else wrote the record while the import ran. */
    boolean isInterrupted() {
      for (int i = 1; i < rows.size(); i++) {
        if (rows.get(i - 1).version() != rows.get(i).version() + 1) {
          return true;
        }
      }
      return false;
    }
  }

  /** What became of the rows. */
  List<RowResult> undo(List<RowTables.Written> rows) {
    Map<UUID, List<RowTables.Written>> byRecord = new LinkedHashMap<>();
    for (RowTables.Written row : rows) {
      byRecord.computeIfAbsent(row.record(), none -> new ArrayList<>()).add(row);
    }
    Map<UUID, ObjectNode> before = before(byRecord);
    Set<UUID> live = live(byRecord.keySet());
    List<Target> targets = new ArrayList<>();
    byRecord.forEach(
        (id, written) -> {
          Target target = new Target(id, written);
          if (target.isInterrupted()) {
            tell(target, RowOutcome.KEPT, List.of(Problem.of("staleVersion")));
          } else if (live.contains(id)) {
            targets.add(target);
          } else if (target.isNew()) {
            tell(target, RowOutcome.UNDONE, List.of()); // somebody threw it away already
          } else {
            tell(target, RowOutcome.KEPT, List.of(Problem.of("import.recordGone")));
          }
        });
    write(targets, before);
    return results;
  }

  private void write(List<Target> targets, Map<UUID, ObjectNode> before) {
    if (targets.isEmpty()) {
      return;
    }
    List<Operation> operations = new ArrayList<>();
    for (Target target : targets) {
      operations.add(
          target.isNew()
              ? new Operation.Delete(target.id(), target.version())
              : new Operation.Patch(
                  target.id(), target.version(), Objects.requireNonNull(before.get(target.id()))));
    }
    try {
      records.batch(access, entity.key(), operations, HOW);
      targets.forEach(target -> tell(target, RowOutcome.UNDONE, List.of()));
    } catch (BusyException e) {
      throw e;
    } catch (ProblemException e) {
      List<Target> left = withoutWrong(targets, e.problems());
      if (left.size() == targets.size() && left.size() == 1) {
        tell(left.get(0), RowOutcome.KEPT, e.problems());
      } else if (left.size() < targets.size()) {
        write(left, before);
      } else {
        write(left.subList(0, left.size() / 2), before);
        write(left.subList(left.size() / 2, left.size()), before);
      }
    }
  }

  private List<Target> withoutWrong(List<Target> targets, List<Problem> problems) {
    Map<Integer, List<Problem>> wrong = new HashMap<>();
    for (Problem problem : problems) {
      if (problem.place().startsWith(OPERATIONS)) {
        String rest = problem.place().substring(OPERATIONS.length());
        int index = Integer.parseInt(rest.split("/", 2)[0]);
        wrong
            .computeIfAbsent(index, none -> new ArrayList<>())
            .add(new Problem(problem.code(), "", problem.arguments()));
      }
    }
    List<Target> left = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      if (wrong.containsKey(i)) {
        tell(targets.get(i), RowOutcome.KEPT, wrong.get(i));
      } else {
        left.add(targets.get(i));
      }
    }
    return left;
  }

  private void tell(Target target, RowOutcome outcome, List<Problem> problems) {
    for (RowTables.Written row : target.rows()) {
      results.add(new RowResult(row.number(), outcome, target.id(), row.version(), null, problems));
    }
  }

  private Set<UUID> live(Collection<UUID> ids) {
    return new HashSet<>(
        jdbc.query(
            Sql.of("select id from ")
                .add(schema(), entity.table())
                .add(" where deleted_at is null and id = any(")
                .bind(SqlType.UUID_ARRAY, List.copyOf(ids))
                .add(")"),
            row -> Objects.requireNonNull(Jdbc.uuid(row, 1))));
  }

  private SqlName schema() {
    return access.metadata().workspace().schema();
  }

  /** The values before the first row, of all fields that a row changed; null for no value. */
  private Map<UUID, ObjectNode> before(Map<UUID, List<RowTables.Written>> byRecord) {
    Map<UUID, ObjectNode> result = new HashMap<>();
    List<UUID> ids = new ArrayList<>();
    List<Long> versions = new ArrayList<>();
    byRecord.forEach(
        (id, rows) -> {
          result.put(id, JsonNodeFactory.instance.objectNode());
          for (RowTables.Written row : rows) {
            ids.add(id);
            versions.add(row.version());
          }
        });
    jdbc.query(
        Sql.of("select c.record, c.before, c.after from unnest(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(", ")
            .bind(SqlType.BIGINT_ARRAY, versions)
            .add(") as x (r, v) join ")
            .add(schema(), SqlName.of("change"))
            .add(" c on c.record = x.r and c.version = x.v and c.entity = ")
            .number(entity.id())
            .add(" and c.op = ")
            .number(ChangeOperation.UPDATED.code())
            .add(" order by c.seq desc"),
        row -> {
          JsonNode before = ChangeDocument.json(row.getString(2));
          JsonNode after = ChangeDocument.json(row.getString(3));
          ObjectNode values =
              Objects.requireNonNull(result.get(Objects.requireNonNull(Jdbc.uuid(row, 1))));
          restore(values, before, after);
          return values;
        });
    return result;
  }

  /** Later changes are read first, so what an earlier one says stands over them. */
  private void restore(ObjectNode values, JsonNode before, JsonNode after) {
    Set<String> names = new HashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      Field field = entity.findField(ChangeDocument.fieldId(name));
      if (field != null && field.isWritable()) {
        Object value = ChangeDocument.value(field, before.get(name));
        values.set(
            field.key(),
            value == null ? JsonNodeFactory.instance.nullNode() : ValueJson.toTree(value));
      }
    }
  }
}
