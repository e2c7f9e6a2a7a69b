package dev.dougong.engine.query.internal;

import dev.dougong.engine.expression.Dependencies;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.check.DependencyCollector;
import dev.dougong.engine.sql.SqlName;
import java.util.Objects;

/** What the parts of one statement share: its aliases, and what its text and values depend on. */
final class StatementParts {

  private int aliases;
  private boolean usesToday;
  private boolean usesNow;
  private boolean usesUser;

  /** An alias that no other part of the statement has. */
  SqlName nextAlias() {
    aliases++;
    return SqlName.of("j" + aliases);
  }

  /** Notes an expression that became a part. */
  void note(Expression expression) {
    Dependencies dependencies = DependencyCollector.of(expression).dependencies();
    usesToday |= dependencies.usesToday();
    usesNow |= dependencies.usesNow();
    usesUser |= dependencies.usesUser();
  }

  /** Whether the statement would be the same in another context. */
  boolean isSameIn(EvaluationContext made, EvaluationContext other) {
    return !usesNow
        && (!usesToday || made.today().equals(other.today()))
        && (!usesUser || isSameUser(made, other));
  }

  /** Whether it holds for one user only. */
  boolean isPersonal() {
    return usesUser;
  }

  private static boolean isSameUser(EvaluationContext made, EvaluationContext other) {
    return Objects.equals(made.user(), other.user())
        && Objects.equals(made.userOrgUnit(), other.userOrgUnit())
        && made.orgTree() == other.orgTree()
        && made.roles().equals(other.roles());
  }
}
