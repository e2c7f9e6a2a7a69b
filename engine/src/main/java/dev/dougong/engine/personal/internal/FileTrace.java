package dev.dougong.engine.personal.internal;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.personal.PersonalReach;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Files that personal fields of the records hold or held. What another record holds as well stays;
 * bytes go where no file has them any more.
 */
final class FileTrace implements PersonalTrace {

  @Override
  public String kind() {
    return "file";
  }

  @Override
  public Label label() {
    return new Label(Map.of("zh", "文件", "en", "Files"));
  }

  @Override
  public Sql rows(PersonalReach reach) {
    return Sql.template(
        """
        select f.uploaded_at as at, jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size,
          'type', f.type) as content
        from {0}.file f where f.id in (select u.file from {0}.file_use u
          where u.record = any({1}) and u.field = any({2}))
        """,
        pieces(reach));
  }

  @Override
  public List<Sql> blank(PersonalReach reach) {
    return List.of(
        // The lock keeps a writer that brings the same bytes from meeting them half gone.
        Sql.template(
            """
            with c as (select c.hash from {0}.file_content c where c.hash in (
              select f.hash from {0}.file f join {0}.file_use u on u.file = f.id
              where u.record = any({1}) and u.field = any({2})) order by c.hash for update),
            gone as (delete from {0}.file f using {0}.file_use u
              where u.file = f.id and u.record = any({1}) and u.field = any({2})
                and not exists (select from {0}.file_use o where o.file = f.id
                  and not (o.record = any({1}) and o.field = any({2})))
              returning f.id, f.hash)
            delete from {0}.file_content x using c
            where x.hash = c.hash and not exists (select from {0}.file f
              where f.hash = x.hash and f.id not in (select id from gone))
            """,
            pieces(reach)),
        Sql.template(
            "delete from {0}.file_use where record = any({1}) and field = any({2})",
            pieces(reach)));
  }

  private static List<Sql> pieces(PersonalReach reach) {
    List<Integer> fields = new ArrayList<>();
    for (Entity entity : reach.metadata().entities()) {
      for (Field field : entity.personal()) {
        fields.add(field.id());
      }
    }
    return List.of(
        new Sql().add(reach.schema()),
        new Sql().bind(SqlType.UUID_ARRAY, reach.all()),
        new Sql().bind(SqlType.INTEGER_ARRAY, fields));
  }
}
