package dev.dougong.report.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.report.alert.Alerts;
import dev.dougong.report.alert.WorkflowStarts;
import dev.dougong.report.chart.ChartTypes;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.report.subscription.ReportJobs;
import dev.dougong.report.subscription.Subscriptions;
import dev.dougong.report.subscription.Telling;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Subscriptions and alerts, for a container. */
@Dependent
public final class SubscriptionBeans {

  @Produces
  @WorkspaceScoped
  SubscriptionParts parts(
      Statements statements,
      Transactions transactions,
      AccessSource accesses,
      Users users,
      Dashboards dashboards,
      ChartTypes types,
      Telling telling,
      WorkflowStarts starts,
      ProblemTexts texts,
      IdSource ids) {
    return new SubscriptionParts(
        new SubscriptionParts.Needs(
            statements,
            transactions,
            accesses,
            users,
            dashboards,
            types,
            telling,
            starts,
            texts,
            ids));
  }

  @Produces
  @WorkspaceScoped
  Subscriptions subscriptions(SubscriptionParts parts) {
    return parts.subscriptions();
  }

  @Produces
  @WorkspaceScoped
  Alerts alerts(SubscriptionParts parts) {
    return parts.alerts();
  }

  @Produces
  @WorkspaceScoped
  ReportJobs jobs(SubscriptionParts parts) {
    return parts.jobs();
  }
}
