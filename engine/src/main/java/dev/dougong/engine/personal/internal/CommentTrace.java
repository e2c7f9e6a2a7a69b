package dev.dougong.engine.personal.internal;

import dev.dougong.engine.personal.PersonalReach;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.Label;
import java.util.List;
import java.util.Map;

/** What colleagues said about the person. */
final class CommentTrace implements PersonalTrace {

  @Override
  public String kind() {
    return "comment";
  }

  @Override
  public Label label() {
    return new Label(Map.of("zh", "评论", "en", "Comments"));
  }

  @Override
  public Sql rows(PersonalReach reach) {
    return Sql.template(
        """
        select c.created_at as at, jsonb_build_object('text', c.body) as content
        from {0}.record_comment c where c.record = any({1})
        """,
        List.of(
            new Sql().add(reach.schema()), new Sql().bind(SqlType.UUID_ARRAY, reach.persons())));
  }

  @Override
  public List<Sql> blank(PersonalReach reach) {
    return List.of(
        Sql.template(
            """
            update {0}.record_comment set body = {2}, version = version + 1
            where record = any({1}) and body <> {2}
            """,
            List.of(
                new Sql().add(reach.schema()),
                new Sql().bind(SqlType.UUID_ARRAY, reach.persons()),
                new Sql().bind(SqlType.TEXT, MARK))));
  }
}
