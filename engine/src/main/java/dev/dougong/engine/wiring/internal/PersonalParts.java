package dev.dougong.engine.wiring.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.audit.AuditErasures;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.personal.PersonalRecords;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.personal.internal.JdbcPersonalRecords;
import dev.dougong.engine.record.Blanking;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.util.Comparator;
import javax.sql.DataSource;

/** Personal data over the application's data source. */
@Dependent
public final class PersonalParts {

  @Produces
  @WorkspaceScoped
  PersonalRecords personalRecords(
      DataSource source,
      Transactions transactions,
      Workspace workspace,
      SqlCompiler compiler,
      Blanking blanking,
      AuditErasures evidence,
      AuditLog log,
      SearchTerms terms,
      IdSource ids,
      Instance<PersonalTrace> traces) {
    return new JdbcPersonalRecords(
        new JdbcPersonalRecords.Parts(
            new Jdbc(source),
            transactions,
            workspace,
            compiler,
            blanking,
            evidence,
            log,
            terms,
            ids),
        traces.stream().sorted(Comparator.comparing(PersonalTrace::kind)).toList());
  }
}
