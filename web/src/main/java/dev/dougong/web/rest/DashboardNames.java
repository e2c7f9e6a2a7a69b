package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.report.dashboard.Dashboards;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Dashboards that other things name. Thread-safe. */
@Singleton
final class DashboardNames {

  private final Dashboards dashboards;

  @Inject
  DashboardNames(Dashboards dashboards) {
    this.dashboards = dashboards;
  }

  /** {@code "dashboard":{"key","label","isOpen"}}; one that the reader may not open has its key. */
  void put(Access access, ObjectNode node, String key) {
    boolean isOpen = dashboards.isOpen(access, key);
    String label = isOpen ? dashboards.open(access, key).label().in(access.locale(), key) : key;
    node.putObject("dashboard").put("key", key).put("label", label).put("isOpen", isOpen);
  }
}
