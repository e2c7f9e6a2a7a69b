package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.personal.PersonalReach;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.value.Label;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lets opt-outs outlive an erasure: each gets a print before addresses are blanked by their value,
 * so that the same number, entered again one day, still gets no messages.
 */
@WorkspaceScoped
public final class OptOutTrace implements PersonalTrace {

  private final Statements statements;

  /** Over the list of the workspace. */
  @Inject
  public OptOutTrace(Statements statements) {
    this.statements = statements;
  }

  @Override
  public String kind() {
    return "optOut";
  }

  @Override
  public Label label() {
    return new Label(Map.of("zh", "免打扰", "en", "Opt-outs"));
  }

  /** None: an opt-out hangs on no record. */
  @Override
  public Sql rows(PersonalReach reach) {
    return Sql.of("select null::timestamptz as at, null::jsonb as content where false");
  }

  @Override
  public void stop(Access access, PersonalReach reach) {
    SqlName schema = reach.schema();
    // One that is added meanwhile waits for the commit; it would be blanked without a print.
    statements.update(
        Sql.of("lock table ").add(schema).add(".contact_opt_out in share row exclusive mode"));
    List<String> open =
        statements.query(
            Sql.of("select recipient from ")
                .add(schema)
                .add(".contact_opt_out where print is null and ")
                .add(OptOutSql.isKnown()),
            row -> Objects.requireNonNull(row.text(1)));
    if (open.isEmpty()) {
      return;
    }
    List<String> prints =
        open.stream().map(one -> OptOutSql.print(access.metadata().seals(), one)).toList();
    statements.update(
        Sql.template(
            """
            update {0}.contact_opt_out o set print = u.print
            from unnest({1}, {2}) as u(recipient, print)
            where o.recipient = u.recipient
              and not exists (select from {0}.contact_opt_out e where e.print = u.print)
            """,
            List.of(
                new Sql().add(schema),
                new Sql().bind(SqlType.TEXT_ARRAY, open),
                new Sql().bind(SqlType.TEXT_ARRAY, prints))));
  }

  /** Nothing beside what is found by its value. */
  @Override
  public List<Sql> blank(PersonalReach reach) {
    return List.of();
  }
}
