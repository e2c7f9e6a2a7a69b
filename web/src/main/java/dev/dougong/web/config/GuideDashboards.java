package dev.dougong.web.config;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.guide.OpenDashboards;
import dev.dougong.report.dashboard.Dashboards;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Tells guides which dashboards people may open. Thread-safe. */
@Singleton
public final class GuideDashboards implements OpenDashboards {

  private final Dashboards dashboards;

  /** Over the dashboards of the workspace. */
  @Inject
  public GuideDashboards(Dashboards dashboards) {
    this.dashboards = dashboards;
  }

  @Override
  public boolean isOpen(Access access, String key) {
    return dashboards.isOpen(access, key);
  }
}
