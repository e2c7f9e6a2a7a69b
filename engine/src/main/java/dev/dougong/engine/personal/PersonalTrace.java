package dev.dougong.engine.personal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.value.Label;
import java.util.List;
import java.util.Set;

/**
 * Rows of a module that tell of a person because they hang on the person's records. Implementations
 * are collected; open: nothing else learns their names. What does not hang on a record but quotes a
 * phone number, address or the like is found by its value, without a trace. Thread-safe.
 */
public interface PersonalTrace {

  /** What stands where something was erased. */
  String MARK = "■";

  /** Word for programs, which never changes: {@code comment}. */
  String kind();

  /** Word for people, in the plural. */
  Label label();

  /**
   * {@code select <timestamptz> as at, <jsonb> as content …}: the rows as the person gets them, as
   * keys and plain values.
   */
  Sql rows(PersonalReach reach);

  /** Ends what is under way for the person, before anything is blanked; same transaction. */
  default void stop(Access access, PersonalReach reach) {}

  /** Statements that take the content away, in their order; running them again does no harm. */
  List<Sql> blank(PersonalReach reach);

  /**
   * Rows that people's names are blanked in because they hang on the person's records: messages,
   * tasks, steps. Elsewhere a name is left alone, because others are called the same.
   */
  default List<Hanging> hanging(PersonalReach reach) {
    return List.of();
  }

  /**
   * Rows of a table.
   *
   * @param columns which hold texts, of type {@code text} or {@code jsonb}; keys of documents stay
   * @param condition over the table's columns
   */
  record Hanging(SqlName table, List<SqlName> columns, Sql condition) {

    /** Copies the list. */
    public Hanging {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Tables of the module in which no value of a person is looked for: definitions, secrets, people
   * who work here.
   */
  default Set<String> leftAlone() {
    return Set.of();
  }
}
