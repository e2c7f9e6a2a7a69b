package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.impact.OtherUse;
import dev.dougong.engine.metadata.impact.Subject;
import dev.dougong.engine.metadata.impact.UseSource;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;

/** Plans that are remembered for files with the same columns, as what hangs on a field. */
@WorkspaceScoped
public final class ImportUses implements UseSource {

  private final Jdbc jdbc;
  private final Workspace workspace;

  /** In the schema of the workspace. */
  @Inject
  public ImportUses(DataSource source, Workspace workspace) {
    this.jdbc = new Jdbc(source);
    this.workspace = workspace;
  }

  @Override
  public List<OtherUse> of(Subject subject) {
    Sql sql =
        Sql.of("select plan from ")
            .add(workspace.schema(), ImportTables.MAPPING)
            .add(" where entity = ")
            .number(subject.entity().id())
            .add(" order by at desc limit ")
            .number(MOST);
    List<ImportPlan> plans =
        jdbc.query(
            sql, row -> ImportJson.plan(ImportJson.tree(row.getString(1))).today(subject.entity()));
    long count = plans.stream().filter(plan -> isUsed(subject, plan)).count();
    return count == 0
        ? List.of()
        : List.of(new OtherUse("importPlan", subject.entity().key(), "", count));
  }

  private static boolean isUsed(Subject subject, ImportPlan plan) {
    Field field = subject.field();
    return field == null
        || subject.row() == null
            && (plan.mapping().containsValue(field.key()) || plan.key().contains(field.key()));
  }
}
