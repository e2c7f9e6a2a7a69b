package dev.dougong.report.wiring;

import dev.dougong.engine.access.OwnedRows;
import dev.dougong.engine.access.PersonalItems;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.query.AggregateQueries;
import dev.dougong.engine.query.PastQueries;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.value.Label;
import dev.dougong.report.chart.ChartReader;
import dev.dougong.report.chart.ChartType;
import dev.dougong.report.chart.ChartTypes;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.report.dashboard.OwnDashboards;
import dev.dougong.report.dashboard.internal.JdbcOwnDashboards;
import dev.dougong.report.query.ExpressionCheck;
import dev.dougong.report.query.QueryShape;
import dev.dougong.report.query.Reports;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** What runs reports, over the engine's read path. */
@Dependent
public final class ReportParts {

  @Produces
  @WorkspaceScoped
  Reports reports(AggregateQueries queries, PastQueries past) {
    return new Reports(queries, past, ExpressionCheck.of(new Expressions()));
  }

  @Produces
  @Singleton
  ChartTypes chartTypes(Instance<ChartType> types) {
    return new ChartTypes(types);
  }

  @Produces
  @WorkspaceScoped
  Dashboards dashboards(Reports reports, ChartTypes types, OwnDashboards own) {
    return new Dashboards(reports, new ChartReader(types), own);
  }

  @Produces
  @WorkspaceScoped
  PersonalItems ownDashboardItems(Statements statements) {
    return new OwnedRows(
        "dashboard",
        new Label(Map.of("zh", "自己的看板", "en", "Dashboards of their own")),
        SqlName.of("own_dashboard"),
        statements);
  }

  @Produces
  @WorkspaceScoped
  OwnDashboards ownDashboards(Statements statements, Transactions transactions) {
    return new JdbcOwnDashboards(statements, transactions);
  }

  @Produces
  @Singleton
  QueryShape queryShape() {
    return new QueryShape();
  }
}
