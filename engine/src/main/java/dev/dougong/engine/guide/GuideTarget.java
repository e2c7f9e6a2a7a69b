package dev.dougong.engine.guide;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Where a step is done: what the member of {@code open} names. */
public enum GuideTarget {
  /** The list of an entity. */
  ENTITY("entity"),
  /** The form for a new record of an entity. */
  NEW("new"),
  /** The import of a file into an entity. */
  IMPORT("import"),
  /** A list view. */
  VIEW("view"),
  /** A dashboard. */
  DASHBOARD("dashboard"),
  /** The designer of a form. */
  DESIGN("design"),
  /** A page of the product. */
  PAGE("page");

  private final String key;

  GuideTarget(String key) {
    this.key = key;
  }

  /** Member of {@code open}. */
  public String key() {
    return key;
  }

  /** Those that the member {@code open} of a step names; one where the document is right. */
  public static List<GuideTarget> of(JsonNode open) {
    List<GuideTarget> named = new ArrayList<>();
    for (GuideTarget target : values()) {
      if (open.has(target.key)) {
        named.add(target);
      }
    }
    return named;
  }
}
