package dev.dougong.engine.guide;

import org.jspecify.annotations.Nullable;

/** Pages of the product that a step can open. Ids never change. */
public enum GuidePage {
  TASKS("tasks", false),
  MENTIONS("mentions", false),
  SEARCH("search", false),
  POOLS("pools", false),
  SUBSCRIPTIONS("subscriptions", false),
  RECYCLE_BIN("recycleBin", false),
  PROFILE("profile", false),
  ABOUT("about", false),
  PEOPLE("people", true),
  ROLES("roles", true),
  MODULES("modules", true),
  PACKAGES("packages", true),
  BACKUPS("backups", true),
  OPERATIONS("operations", true),
  AUDIT("audit", true),
  PERSONAL_DATA("personalData", true),
  CONNECTORS("connectors", true),
  MESSAGES("messages", true),
  SYNCS("syncs", true),
  SEGMENTS("segments", true),
  WORKFLOWS("workflows", true),
  NEW_WORKFLOW("newWorkflow", true),
  NEW_ENTITY("newEntity", true),
  NEW_REPORT("newReport", true),
  NEW_DASHBOARD("newDashboard", true),
  GUIDE_PROGRESS("guideProgress", true);

  private final String id;
  private final boolean isForAdministrators;

  GuidePage(String id, boolean isForAdministrators) {
    this.id = id;
    this.isForAdministrators = isForAdministrators;
  }

  /** Word in documents. */
  public String id() {
    return id;
  }

  /** Whether only administrators may open it. */
  public boolean isForAdministrators() {
    return isForAdministrators;
  }

  /** The page of the id, or null. */
  public static @Nullable GuidePage find(String id) {
    for (GuidePage page : values()) {
      if (page.id.equals(id)) {
        return page;
      }
    }
    return null;
  }
}
