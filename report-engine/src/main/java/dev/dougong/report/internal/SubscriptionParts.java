package dev.dougong.report.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.report.alert.Alerts;
import dev.dougong.report.alert.WorkflowStarts;
import dev.dougong.report.chart.ChartTypes;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.report.subscription.ReportJobs;
import dev.dougong.report.subscription.Subscriptions;
import dev.dougong.report.subscription.Telling;

/** Puts subscriptions and alerts together. */
public final class SubscriptionParts {

  private final Needs needs;
  private final SubscriptionStore store;
  private final PackStore packs;
  private final AlertStore alerts;

  /** What they need. */
  public record Needs(
      Statements statements,
      Transactions transactions,
      AccessSource accesses,
      Users users,
      Dashboards dashboards,
      ChartTypes types,
      Telling telling,
      WorkflowStarts starts,
      ProblemTexts texts,
      IdSource ids) {}

  /** Of one workspace. */
  public SubscriptionParts(Needs needs) {
    this.needs = needs;
    store = new SubscriptionStore(needs.statements());
    packs = new PackStore(needs.statements());
    alerts = new AlertStore(needs.statements());
  }

  /** For people. */
  public Subscriptions subscriptions() {
    return new JdbcSubscriptions(
        needs.transactions(), store, packs, needs.dashboards(), needs.telling(), needs.ids());
  }

  /** Alerts for people. */
  public Alerts alerts() {
    return new JdbcAlerts(
        needs.transactions(),
        alerts,
        new AlertValue(needs.dashboards()),
        needs.telling(),
        needs.starts(),
        needs.ids());
  }

  /** What runs in the background. */
  public ReportJobs jobs() {
    PackWork work =
        new PackWork(
            needs.accesses(),
            needs.users(),
            needs.transactions(),
            store,
            packs,
            new RoleSubscriptions(needs.statements(), needs.transactions(), needs.ids()),
            new PackMaker(needs.dashboards(), needs.types(), needs.texts()),
            new Notes(needs.telling(), needs.texts()),
            needs.ids());
    AlertWork looks =
        new AlertWork(
            needs.accesses(),
            needs.users(),
            needs.transactions(),
            alerts,
            new AlertValue(needs.dashboards()),
            new Notes(needs.telling(), needs.texts()),
            needs.starts(),
            needs.ids());
    return new ReportJobs() {
      @Override
      public int sendPacks() {
        return work.run();
      }

      @Override
      public int lookAtAlerts() {
        return looks.run();
      }
    };
  }
}
