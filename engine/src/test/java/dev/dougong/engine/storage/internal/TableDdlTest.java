package dev.dougong.engine.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ColumnShape;
import dev.dougong.engine.storage.IndexShape;
import dev.dougong.engine.storage.TableShape;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableDdlTest {

  private static final SqlName TABLE = SqlName.of("e100");

  @Test
  void makesATableWithAColumnOfEveryTypeAndEveryKindOfIndex() {
    Workspace workspace = TestDatabase.newWorkspace();
    Jdbc jdbc = new Jdbc(TestDatabase.dataSource());
    TableDdl ddl = new TableDdl(workspace);
    List<ColumnShape> columns = new ArrayList<>();
    int id = 101;
    for (SqlType type : SqlType.values()) {
      columns.add(new ColumnShape(SqlName.of("f" + id++), type));
    }
    SqlName list = SqlName.of("f" + (101 + SqlType.TEXT_ARRAY.ordinal()));
    List<IndexShape> indexes =
        List.of(
            new IndexShape.Ordered(TABLE, SqlName.of("f101")),
            new IndexShape.Ordered(TABLE, SqlName.of("f102"), List.of(SqlName.of("f103"))),
            new IndexShape.Unique(TABLE, List.of(101, 102)),
            new IndexShape.Listed(TABLE, list),
            new IndexShape.Rows(TABLE, SqlName.of("f200")),
            new IndexShape.Searched(TABLE),
            new IndexShape.Deleted(TABLE));

    ddl.create(new TableShape(TABLE, columns, true, indexes)).forEach(jdbc::update);

    Sql names =
        Sql.of("select indexname from pg_indexes where schemaname = ")
            .bind(SqlType.TEXT, workspace.schema().text())
            .add(" and tablename = 'e100'");
    assertThat(jdbc.query(names, row -> row.getString(1)))
        .containsExactlyInAnyOrder(
            "e100_pkey",
            "e100_f101",
            "e100_f102_f103",
            "e100_u_101_102",
            "e100_" + list.text() + "_g",
            "e100_f200_r",
            "e100_search",
            "e100_deleted");
  }

  @Test
  void readsFieldsBackFromTheNameOfAUniqueIndex() {
    SqlName name = new IndexShape.Unique(TABLE, List.of(101, 102)).name();

    assertThat(IndexShape.Unique.fieldsOf(name.text())).containsExactly(101, 102);
    assertThat(IndexShape.Unique.fieldsOf("e100_pkey")).isEmpty();
  }
}
