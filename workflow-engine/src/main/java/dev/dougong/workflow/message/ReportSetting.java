package dev.dougong.workflow.message;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The setting by which a connector serves packs and alerts of reports. */
public final class ReportSetting {

  /** Its name. */
  public static final String NAME = "reports";

  private ReportSetting() {}

  /** Puts it into the schema of a channel's settings; gives the schema. */
  public static ObjectNode in(ObjectNode schema) {
    schema
        .withObjectProperty("properties")
        .putObject(NAME)
        .put("type", "boolean")
        .put("description", "Whether colleagues may have packs and alerts of reports sent here.");
    return schema;
  }
}
