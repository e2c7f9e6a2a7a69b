package dev.dougong.engine.personal.internal;

import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import java.util.List;

/**
 * Finds and blanks values in columns.
 *
 * @param prints what to look for; not empty
 * @param apart keys of documents that are left alone
 */
record SqlText(Fingerprints prints, List<String> apart) {

  private Sql pattern() {
    return new Sql().bind(SqlType.TEXT, prints.text());
  }

  private static Sql mark() {
    return new Sql().bind(SqlType.TEXT, PersonalTrace.MARK);
  }

  private static Sql name(SqlName column) {
    return new Sql().add(column);
  }

  /** Whether a text column has one. */
  Sql inText(SqlName column) {
    return Sql.template("{0} ~* {1}", List.of(name(column), pattern()));
  }

  /** {@code column = …} without them; what must stay unique stays so. */
  Sql blankedText(SqlName column, boolean isUnique) {
    Sql plain =
        Sql.template(
            "regexp_replace({0}, {1}, {2}, 'gi')", List.of(name(column), pattern(), mark()));
    return isUnique
        ? Sql.template(
            "{0} = case when {0} ~* {1} then {2} || ' ' || gen_random_uuid() else {0} end",
            List.of(name(column), pattern(), plain))
        : Sql.template("{0} = {1}", List.of(name(column), plain));
  }

  /** Whether a list of texts has one. */
  Sql inList(SqlName column) {
    return Sql.template("array_to_string({0}, chr(10)) ~* {1}", List.of(name(column), pattern()));
  }

  /** {@code column = …} without the entries that have one, or are one of some. */
  Sql blankedList(SqlName column, List<String> entries) {
    return Sql.template(
        """
        {0} = case when {0} is null then null else array(
          select u.x from unnest({0}) with ordinality u(x, n)
          where u.x !~* {1} and u.x <> all({2}) order by u.n) end
        """,
        List.of(name(column), pattern(), new Sql().bind(SqlType.TEXT_ARRAY, entries)));
  }

  /** Whether a JSON column has one, in texts, keys or numbers. */
  Sql inJson(SqlName column, boolean isApart) {
    return Sql.template("({0})::text ~* {1}", List.of(looked(column, isApart), pattern()));
  }

  /** {@code column = …} without them: numbers become null, texts get the mark. */
  Sql blankedJson(SqlName column, boolean isApart) {
    Sql text = Sql.template("({0})::text", List.of(looked(column, isApart)));
    Sql withoutNumbers =
        prints.number().isEmpty()
            ? text
            : Sql.template(
                "regexp_replace({0}, {1}, 'null', 'g')",
                List.of(text, new Sql().bind(SqlType.TEXT, prints.number())));
    Sql kept =
        isApart && !apart.isEmpty()
            ? Sql.template(
                """
                 || coalesce((select jsonb_object_agg(k.key, k.value) from jsonb_each({0}) k
                  where k.key = any({1})), '{}')
                """,
                List.of(name(column), new Sql().bind(SqlType.TEXT_ARRAY, apart)))
            : new Sql();
    return Sql.template(
        """
        {0} = case when {0} is null then null
          when jsonb_typeof({0}) = 'number' and {0}::text ~* {2} then 'null'::jsonb
          when jsonb_typeof({0}) = 'number' then {0}
          else regexp_replace({1}, {2}, {3}, 'gi')::jsonb{4} end
        """,
        List.of(name(column), withoutNumbers, pattern(), mark(), kept));
  }

  private Sql looked(SqlName column, boolean isApart) {
    return isApart && !apart.isEmpty()
        ? Sql.template(
            "{0} - {1}", List.of(name(column), new Sql().bind(SqlType.TEXT_ARRAY, apart)))
        : name(column);
  }
}
