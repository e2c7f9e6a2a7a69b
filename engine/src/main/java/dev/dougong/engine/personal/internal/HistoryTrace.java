package dev.dougong.engine.personal.internal;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.personal.PersonalReach;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The history of the records. Personal values go out of both sides of a change, as if the field had
 * always been empty: what earlier days looked like stays readable for all other fields.
 */
final class HistoryTrace implements PersonalTrace {

  @Override
  public String kind() {
    return "history";
  }

  @Override
  public Label label() {
    return new Label(Map.of("zh", "修改历史", "en", "Changes"));
  }

  @Override
  public Sql rows(PersonalReach reach) {
    return Sql.template(
        """
        select c.at as at, jsonb_build_object('why', c.why, 'before', c.before, 'after', c.after)
          as content
        from {0}.change c where c.record = any({1})
        """,
        List.of(
            new Sql().add(reach.schema()), new Sql().bind(SqlType.UUID_ARRAY, reach.persons())));
  }

  /** Nothing by itself: {@link #blank(Jdbc, PersonalReach)} tells which rows it touched. */
  @Override
  public List<Sql> blank(PersonalReach reach) {
    return List.of();
  }

  /** Takes the values away; gives the numbers of the changes that had some. */
  static List<Long> blank(Jdbc jdbc, PersonalReach reach) {
    List<String> keys = new ArrayList<>();
    for (Entity entity : reach.metadata().entities()) {
      keys.addAll(PersonalValues.keys(entity.personal()));
    }
    return jdbc.query(
        Sql.template(
            """
            update {0}.change set before = before - {2}, after = after - {2}
            where record = any({1})
              and (jsonb_exists_any(before, {2}) or jsonb_exists_any(after, {2}))
            returning seq
            """,
            List.of(
                new Sql().add(reach.schema()),
                new Sql().bind(SqlType.UUID_ARRAY, reach.all()),
                new Sql().bind(SqlType.TEXT_ARRAY, keys))),
        row -> row.getLong(1));
  }
}
