package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.query.ListQuery;
import java.util.List;

/** The parameters of a list in the body of a drill. */
final class DrillList {

  private static final int PAGE = 50;

  private DrillList() {}

  static ListQuery of(String entity, ObjectNode given) {
    return new ListQuery(
        entity,
        given.hasNonNull("filter") ? Bodies.text(given, "", "filter") : null,
        given.has("sort") ? Bodies.texts(given, "sort") : List.of(),
        given.has("fields") ? Bodies.texts(given, "fields") : List.of(),
        null,
        given.path("limit").asInt(PAGE),
        given.hasNonNull("after") ? Bodies.text(given, "", "after") : null,
        given.path("count").asBoolean(false),
        false);
  }
}
