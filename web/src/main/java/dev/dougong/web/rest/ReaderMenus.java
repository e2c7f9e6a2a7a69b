package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.report.dashboard.Dashboards;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The menus of a reader. */
final class ReaderMenus {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String OFF = "off";
  private static final String DASHBOARD = "dashboard";

  private final Access access;
  private final Dashboards dashboards;

  ReaderMenus(Access access, Dashboards dashboards) {
    this.access = access;
    this.dashboards = dashboards;
  }

  /** Menus with the items that the reader may open. */
  ArrayNode all() {
    ArrayNode menus = JSON.arrayNode();
    for (ObjectNode menu : access.metadata().documents("menu").values()) {
      ObjectNode shown = menu.deepCopy();
      shown.set("items", items(menu.path("items")));
      ArrayNode phone = JSON.arrayNode();
      Set<String> off = new HashSet<>();
      menu.path("items").forEach(item -> collectOff(item, off));
      for (JsonNode key : menu.path("phone")) {
        if (isOpen(key.asText()) && !off.contains(key.asText())) {
          phone.add(key);
        }
      }
      shown.set("phone", phone);
      menus.add(shown);
    }
    return menus;
  }

  private static void collectOff(JsonNode item, Set<String> off) {
    if (item.path(OFF).asBoolean()) {
      off.add(item.path("entity").asText());
      item.path("items").forEach(inner -> off.add(inner.path("entity").asText()));
    }
  }

  private ArrayNode items(JsonNode items) {
    ArrayNode shown = JSON.arrayNode();
    for (JsonNode item : items) {
      if (item.path(OFF).asBoolean()) {
        continue;
      }
      if (item.has("items")) {
        ArrayNode inner = items(item.path("items"));
        if (!inner.isEmpty()) {
          shown.add(((ObjectNode) item.deepCopy()).set("items", inner));
        }
      } else if (isOpenItem(item)) {
        shown.add(named(item));
      }
    }
    return shown;
  }

  /** A dashboard has its own name where the menu gives none: the reader gets no other of it. */
  private JsonNode named(JsonNode item) {
    if (item.has("label") || !item.has(DASHBOARD)) {
      return item;
    }
    ObjectNode target = access.metadata().documents(DASHBOARD).get(item.path(DASHBOARD).asText());
    ObjectNode copy = item.deepCopy();
    return target != null && target.has("label") ? copy.set("label", target.path("label")) : copy;
  }

  private boolean isOpenItem(JsonNode item) {
    if (item.has("entity")) {
      return isOpen(item.path("entity").asText());
    }
    if (item.has(DASHBOARD)) {
      return dashboards.isOpen(access, item.path(DASHBOARD).asText());
    }
    for (String kind : List.of("view", "report")) {
      if (item.has(kind)) {
        ObjectNode target = access.metadata().documents(kind).get(item.path(kind).asText());
        return target != null && (!target.has("entity") || isOpen(target.path("entity").asText()));
      }
    }
    return false;
  }

  private boolean isOpen(String entityKey) {
    Entity entity = access.metadata().findEntity(entityKey);
    return entity != null && !access.entity(entity).isNone();
  }
}
