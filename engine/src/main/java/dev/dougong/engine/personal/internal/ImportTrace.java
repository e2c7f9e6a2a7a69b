package dev.dougong.engine.personal.internal;

import dev.dougong.engine.personal.PersonalReach;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.Label;
import java.util.List;
import java.util.Map;

/** Rows of imported files that became the records, and kept answers of writes that made them. */
final class ImportTrace implements PersonalTrace {

  @Override
  public String kind() {
    return "import";
  }

  @Override
  public Label label() {
    return new Label(Map.of("zh", "导入的行", "en", "Imported rows"));
  }

  @Override
  public Sql rows(PersonalReach reach) {
    return Sql.template(
        """
        select i.at as at, jsonb_build_object('file', i.file_name, 'row', w.number,
          'cells', w.cells) as content
        from {0}.data_import_row w join {0}.data_import i on i.id = w.import
        where w.record = any({1})
        """,
        List.of(new Sql().add(reach.schema()), new Sql().bind(SqlType.UUID_ARRAY, reach.all())));
  }

  @Override
  public List<Sql> blank(PersonalReach reach) {
    Sql schema = new Sql().add(reach.schema());
    return List.of(
        Sql.template(
            """
            update {0}.data_import_row set cells = '[]', key = null, problems = null
            where record = any({1})
            """,
            List.of(schema, new Sql().bind(SqlType.UUID_ARRAY, reach.all()))),
        // The digest is over what was sent: a repeat is refused from now on, not done again.
        Sql.template(
            """
            update {0}.idempotency set digest = {2} where jsonb_exists_any(result, {1})
            """,
            List.of(
                schema,
                new Sql()
                    .bind(
                        SqlType.TEXT_ARRAY,
                        reach.all().stream()
                            .flatMap(id -> List.of(id.toString(), "+" + id).stream())
                            .toList()),
                new Sql().bind(SqlType.TEXT, MARK))));
  }
}
