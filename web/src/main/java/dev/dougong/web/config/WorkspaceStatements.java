package dev.dougong.web.config;

import dev.dougong.web.workspace.Workspaces;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Statements of Hibernate name the schema of the workspace for which the caller works, as all
 * others do. It writes them with a name that no schema has; a statement that nobody rewrote fails.
 */
@Singleton
@PersistenceUnitExtension
public final class WorkspaceStatements implements StatementInspector {

  /** What Hibernate takes for the schema: {@code quarkus.hibernate-orm.database.default-schema}. */
  private static final String MARK = "workspace_of_caller.";

  private final transient Workspaces workspaces;

  /** Over the workspaces of callers. */
  @Inject
  public WorkspaceStatements(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public String inspect(String sql) {
    return sql.replace(MARK, workspaces.current().schema().text() + ".");
  }
}
