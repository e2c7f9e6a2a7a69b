package dev.dougong.engine.query.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueJson;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Tells which pages PostgreSQL would find by walking an index of their order and dropping what does
 * not pass. It takes conditions to be independent of each other and of the order, so it expects
 * enough rows soon even where there are none, and then walks the whole table. Plans are looked at
 * once and kept by the statement's text for a while, since tables grow; a statement that turns out
 * slow is looked at again. What one page of a list shows holds for all its pages: the first one may
 * have been looked at with values that are rare enough for another plan. Thread-safe.
 */
final class OrderWalks {

  private static final int MOST_KEPT = 500;
  private static final Duration KEPT_FOR = Duration.ofMinutes(10);
  private static final Duration SLOW = Duration.ofMillis(100);

  private final Jdbc jdbc;
  private final Cache<String, Boolean> walks =
      Caffeine.newBuilder()
          .maximumSize(MOST_KEPT)
          .expireAfterWrite(KEPT_FOR)
          .executor(Runnable::run)
          .build();

  OrderWalks(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whether a page would be found so.
   *
   * @param list text of the list's first page
   */
  boolean isWalk(String list, Sql page) {
    if (Boolean.TRUE.equals(walks.getIfPresent(list))) {
      return true;
    }
    Boolean known = walks.getIfPresent(page.text());
    if (known == null) {
      known = explain(page);
      walks.put(page.text(), known);
      if (known) {
        walks.put(list, true);
      }
    }
    return known;
  }

  /** Reads a page otherwise; one that takes long will be looked at again. */
  <T> T watch(Sql page, Supplier<T> reading) {
    long start = System.nanoTime();
    T found = reading.get();
    if (System.nanoTime() - start > SLOW.toNanos()) {
      walks.invalidate(page.text());
    }
    return found;
  }

  private boolean explain(Sql page) {
    Sql explain = Sql.of("explain (format json) ").add(page);
    String text = Objects.requireNonNull(jdbc.queryOne(explain, row -> row.getString(1)));
    try {
      return isWalk(ValueJson.mapper().readTree(text).path(0).path("Plan"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not the plan of " + page, e);
    }
  }

  /** A limit over rows that come in order without being sorted, some of which are dropped. */
  private static boolean isWalk(JsonNode node) {
    if (isNode(node, "Limit")) {
      return !has(node, "Sort") && drops(node);
    }
    for (JsonNode child : node.path("Plans")) {
      if (isWalk(child)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNode(JsonNode node, String type) {
    return node.path("Node Type").asText().equals(type);
  }

  private static boolean has(JsonNode node, String type) {
    boolean found = isNode(node, type);
    for (JsonNode child : node.path("Plans")) {
      found |= has(child, type);
    }
    return found;
  }

  private static boolean drops(JsonNode node) {
    boolean found = node.has("Filter");
    for (JsonNode child : node.path("Plans")) {
      found |= drops(child);
    }
    return found;
  }
}
