package dev.dougong.engine.wiring.internal;

import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.guide.Guides;
import dev.dougong.engine.guide.OpenDashboards;
import dev.dougong.engine.guide.internal.JdbcGuides;
import dev.dougong.engine.query.RecordPresence;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Guides over the application's data source. */
@Dependent
public final class GuideParts {

  @Produces
  @WorkspaceScoped
  Guides guides(
      Statements statements,
      RecordPresence presence,
      Expressions expressions,
      OpenDashboards dashboards,
      AccessSource rights) {
    return new JdbcGuides(statements, presence, expressions, dashboards, rights);
  }
}
