package dev.dougong.engine.dataimport.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dougong.engine.dataimport.ImportRow;
import dev.dougong.engine.dataimport.RowOutcome;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of the rows of files. */
final class RowTables {

  private static final SqlName ROW = SqlName.of("data_import_row");

  private final Jdbc jdbc;
  private final SealedCells seals;

  RowTables(Jdbc jdbc, SealedCells seals) {
    this.seals = seals;
    this.jdbc = jdbc;
  }

  void stage(SqlName schema, UUID id, List<StagedRow> rows, boolean isSealed) {
    List<Long> numbers = new ArrayList<>(rows.size());
    List<String> cells = new ArrayList<>(rows.size());
    for (StagedRow row : rows) {
      numbers.add((long) row.number());
      String text = ImportJson.texts(row.cells()).toString();
      cells.add(isSealed ? TextNode.valueOf(seals.sealed(text)).toString() : text);
    }
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, ROW)
            .add(" (import, number, cells) select ")
            .bind(SqlType.UUID, id)
            .add(", n, c::jsonb from unnest(")
            .bind(SqlType.BIGINT_ARRAY, numbers)
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, cells)
            .add(") as x (n, c)"));
  }

  /** The next rows behind a number. */
  List<StagedRow> next(SqlName schema, UUID id, int after, int limit) {
    return jdbc.query(
        Sql.of("select number, cells from ")
            .add(schema, ROW)
            .add(" where import = ")
            .bind(SqlType.UUID, id)
            .add(" and number > ")
            .number(after)
            .add(" order by number limit ")
            .number(limit),
        row -> new StagedRow(row.getInt(1), cells(row.getString(2))));
  }

  private List<String> cells(String json) {
    JsonNode tree = ImportJson.tree(json);
    return ImportJson.texts(
        tree.isTextual() ? ImportJson.tree(seals.opened(tree.textValue())) : tree);
  }

  /** Forgets what the last check or run told. */
  void clear(SqlName schema, UUID id) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, ROW)
            .add(" set foreseen = null, key = null, problems = null where import = ")
            .bind(SqlType.UUID, id)
            .add(" and (foreseen is not null or problems is not null)"));
  }

  /** Notes what became of rows, or what would. */
  void save(SqlName schema, UUID id, List<RowResult> results, boolean isTrial) {
    List<Long> numbers = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    List<@Nullable String> keys = new ArrayList<>();
    List<@Nullable UUID> records = new ArrayList<>();
    List<Long> versions = new ArrayList<>();
    List<@Nullable String> problems = new ArrayList<>();
    for (RowResult result : results) {
      numbers.add((long) result.number());
      outcomes.add(result.outcome().key());
      keys.add(result.key());
      records.add(isTrial ? null : result.record());
      versions.add(result.version());
      problems.add(
          result.problems().isEmpty() ? null : ImportJson.problems(result.problems()).toString());
    }
    jdbc.update(
        Sql.of("update ")
            .add(schema, ROW)
            .add(" r set ")
            .add(isTrial ? Sql.of("foreseen = x.o, key = x.k") : Sql.of("outcome = x.o"))
            .add(", record = x.r, version = x.v, problems = x.p::jsonb from unnest(")
            .bind(SqlType.BIGINT_ARRAY, numbers)
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, outcomes)
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, keys)
            .add(", ")
            .bind(SqlType.UUID_ARRAY, records)
            .add(", ")
            .bind(SqlType.BIGINT_ARRAY, versions)
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, problems)
            .add(") as x (n, o, k, r, v, p) where r.import = ")
            .bind(SqlType.UUID, id)
            .add(" and r.number = x.n"));
  }

  /** Those of the keys for which the check found that an earlier row makes a record. */
  Set<String> madeBefore(SqlName schema, UUID id, int number, Collection<String> keys) {
    return new HashSet<>(
        jdbc.query(
            Sql.of("select distinct key from ")
                .add(schema, ROW)
                .add(" where import = ")
                .bind(SqlType.UUID, id)
                .add(" and key = any(")
                .bind(SqlType.TEXT_ARRAY, List.copyOf(keys))
                .add(") and foreseen = 'created' and number < ")
                .number(number),
            row -> Objects.requireNonNull(row.getString(1))));
  }

  /**
   * A row that wrote something.
   *
   * @param version of the record after it
   */
  record Written(int number, UUID record, long version, boolean isNew) {}

  /** The last rows before a number that wrote something and were not put back yet. */
  List<Written> lastWritten(SqlName schema, UUID id, int before, int limit) {
    return jdbc.query(
        written(schema, id)
            .add(" and number < ")
            .number(before)
            .add(" order by number desc limit ")
            .number(limit),
        RowTables::written);
  }

  /** All rows that wrote some records and were not put back yet, the last first. */
  List<Written> writtenTo(SqlName schema, UUID id, Collection<UUID> records) {
    return jdbc.query(
        written(schema, id)
            .add(" and record = any(")
            .bind(SqlType.UUID_ARRAY, List.copyOf(records))
            .add(") order by number desc"),
        RowTables::written);
  }

  private static Sql written(SqlName schema, UUID id) {
    return Sql.of("select number, record, version, outcome = 'created' from ")
        .add(schema, ROW)
        .add(" where import = ")
        .bind(SqlType.UUID, id)
        .add(" and outcome in ('created', 'updated')");
  }

  private static Written written(ResultSet row) throws SQLException {
    return new Written(
        row.getInt(1),
        Objects.requireNonNull(Jdbc.uuid(row, 2)),
        row.getLong(3),
        row.getBoolean(4));
  }

  /** Rows as people see them, without the values that they give. */
  List<ImportRow> page(SqlName schema, UUID id, boolean onlyProblems, int after, int limit) {
    Sql sql =
        Sql.of("select number, cells, coalesce(outcome, foreseen), record, problems from ")
            .add(schema, ROW)
            .add(" where import = ")
            .bind(SqlType.UUID, id)
            .add(" and number > ")
            .number(after);
    if (onlyProblems) {
      sql.add(" and problems is not null");
    }
    return jdbc.query(sql.add(" order by number limit ").number(limit), this::row);
  }

  private ImportRow row(ResultSet row) throws SQLException {
    String outcome = row.getString(3);
    return new ImportRow(
        row.getInt(1),
        cells(row.getString(2)),
        JsonNodeFactory.instance.objectNode(),
        outcome == null ? null : RowOutcome.of(outcome),
        Jdbc.uuid(row, 4),
        ImportJson.problems(ImportJson.tree(row.getString(5))));
  }
}
