package dev.dougong.engine.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Values over groups of records, as asked for; names and types are not checked yet.
 *
 * @param entity key
 * @param dimensions what the groups are made by; empty for one group of all records
 * @param measures at least one
 * @param filter expression text, or null for all records
 * @param sort keys of dimensions or measures, with {@code -} before those that go down
 * @param limit groups at the most, 1 to 10,000
 */
public record AggregateQuery(
    String entity,
    List<Dimension> dimensions,
    List<Measure> measures,
    @Nullable String filter,
    List<String> sort,
    int limit) {

  /** Most groups of one answer. */
  public static final int MAX_LIMIT = 10_000;

  private static final int MAX_DIMENSIONS = 8;
  private static final int MAX_MEASURES = 20;
  private static final Set<String> PROPERTIES =
      new TreeSet<>(List.of("entity", "dimensions", "measures", "filter", "sort", "limit"));

  /** Copies the lists. */
  public AggregateQuery {
    dimensions = List.copyOf(dimensions);
    measures = List.copyOf(measures);
    sort = List.copyOf(sort);
  }

  /**
   * One way to make groups.
   *
   * @param key name of its column in the answer
   * @param field field key, or a path through references
   * @param bucket for dates, or null for each value by itself
   */
  public record Dimension(String key, String field, @Nullable Bucket bucket) {}

  /**
   * One value of each group.
   *
   * @param key name of its column in the answer
   * @param expression what is aggregated; null only for COUNT
   */
  public record Measure(String key, Aggregate aggregate, @Nullable String expression) {}

  /** Parts of the calendar. */
  public enum Bucket {
    YEAR,
    QUARTER,
    MONTH,
    WEEK,
    DAY,
    HOUR
  }

  /** How many values become one. */
  public enum Aggregate {
    COUNT("count"),
    COUNT_DISTINCT("countDistinct"),
    SUM("sum"),
    AVERAGE("average"),
    MIN("min"),
    MAX("max");

    private final String id;

    Aggregate(String id) {
      this.id = id;
    }

    /** As written in documents. */
    public String id() {
      return id;
    }
  }

  /** Reads the JSON form; refuses it with all that is wrong. */
  public static AggregateQuery parse(@Nullable JsonNode json) {
    if (json == null || !json.isObject()) {
      throw InputException.malformed(Problem.of("query.notAnObject"));
    }
    List<Problem> problems = new ArrayList<>();
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!PROPERTIES.contains(name)) {
        problems.add(unknown("", name, PROPERTIES));
      }
    }
    List<Dimension> dimensions = new ArrayList<>();
    for (JsonNode item : items(json, "dimensions", MAX_DIMENSIONS, problems)) {
      String place = "/dimensions" + Problem.pointer(dimensions.size());
      dimensions.add(dimension(item, place, problems));
    }
    List<Measure> measures = new ArrayList<>();
    for (JsonNode item : items(json, "measures", MAX_MEASURES, problems)) {
      String place = "/measures" + Problem.pointer(measures.size());
      measures.add(measure(item, place, problems));
    }
    if (measures.isEmpty() && problems.isEmpty()) {
      problems.add(Problem.at("/measures", "query.noMeasure"));
    }
    List<String> sort = new ArrayList<>();
    for (JsonNode item : items(json, "sort", MAX_DIMENSIONS, problems)) {
      sort.add(item.asText());
    }
    JsonNode limit = json.path("limit");
    int groups = limit.isMissingNode() ? 1000 : limit.asInt(0);
    if (groups < 1 || groups > MAX_LIMIT) {
      problems.add(
          Problem.at("/limit", "query.limitOutOfRange")
              .with("limit", limit.asText())
              .with("max", MAX_LIMIT));
    }
    checkKeys(dimensions, measures, problems);
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    String filter = json.path("filter").isTextual() ? json.path("filter").textValue() : null;
    return new AggregateQuery(
        json.path("entity").asText(), dimensions, measures, filter, sort, groups);
  }

  private static Dimension dimension(JsonNode item, String place, List<Problem> problems) {
    String field = item.path("field").asText();
    String key = item.path("key").asText(field);
    JsonNode bucket = item.path("bucket");
    if (bucket.isMissingNode() || bucket.isNull()) {
      return new Dimension(key, field, null);
    }
    List<String> known = new ArrayList<>();
    for (Bucket candidate : Bucket.values()) {
      String id = candidate.name().toLowerCase(Locale.ROOT);
      if (id.equals(bucket.asText())) {
        return new Dimension(key, field, candidate);
      }
      known.add(id);
    }
    problems.add(
        Problem.at(place + "/bucket", "query.unknownBucket")
            .with("bucket", bucket.asText())
            .with("known", known));
    return new Dimension(key, field, null);
  }

  private static Measure measure(JsonNode item, String place, List<Problem> problems) {
    String name = item.path("aggregate").asText();
    String text = item.path("expression").isTextual() ? item.path("expression").asText() : null;
    String key = item.path("key").asText(name);
    for (Aggregate aggregate : Aggregate.values()) {
      if (aggregate.id().equals(name)) {
        if (text == null && aggregate != Aggregate.COUNT) {
          problems.add(Problem.at(place, "query.expressionMissing").with("aggregate", name));
        }
        return new Measure(key, aggregate, text);
      }
    }
    problems.add(
        Problem.at(place + "/aggregate", "query.unknownAggregate")
            .with("aggregate", name)
            .with("known", Arrays.stream(Aggregate.values()).map(Aggregate::id).toList()));
    return new Measure(key, Aggregate.COUNT, text);
  }

  private static Iterable<JsonNode> items(
      JsonNode json, String name, int max, List<Problem> problems) {
    JsonNode list = json.path(name);
    if (list.isMissingNode()) {
      return List.of();
    }
    if (!list.isArray() || list.size() > max) {
      problems.add(Problem.at("/" + name, "query.tooMany").with("part", name).with("max", max));
      return List.of();
    }
    return list;
  }

  private static void checkKeys(
      List<Dimension> dimensions, List<Measure> measures, List<Problem> problems) {
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < dimensions.size(); i++) {
      checkKey("/dimensions" + Problem.pointer(i), dimensions.get(i).key(), seen, problems);
    }
    for (int i = 0; i < measures.size(); i++) {
      checkKey("/measures" + Problem.pointer(i), measures.get(i).key(), seen, problems);
    }
  }

  private static void checkKey(String place, String key, Set<String> seen, List<Problem> problems) {
    if (!seen.add(key)) {
      problems.add(Problem.at(place, "query.duplicateKey").with("key", key));
    }
  }

  private static Problem unknown(String place, String name, Set<String> known) {
    return Problem.at(place + Problem.pointer(name), "query.unknownProperty")
        .with("property", name)
        .with("known", known);
  }
}
