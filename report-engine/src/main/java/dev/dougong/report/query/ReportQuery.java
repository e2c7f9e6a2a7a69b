package dev.dougong.report.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.value.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report's query as it was written; its shape holds, names and types are not checked yet.
 *
 * @param entity key
 * @param dimensions what the groups are made by; empty for one group of all records
 * @param measures at least one
 * @param filter expression text, or null for all records
 * @param having expression text over dimensions and measures, or null
 * @param period the days that count, or null
 * @param sort keys of dimensions or measures, with {@code -} before those that go down
 * @param limit groups at the most
 * @param hasTotal whether the total is wanted
 * @param hasSubtotals whether subtotals are wanted
 * @param across keys of the dimensions that stand across; empty for a plain table
 * @param source as it was written, never changed by anybody
 */
public record ReportQuery(
    String entity,
    List<Dimension> dimensions,
    List<Measure> measures,
    @Nullable String filter,
    @Nullable String having,
    @Nullable Period period,
    List<String> sort,
    int limit,
    boolean hasTotal,
    boolean hasSubtotals,
    List<String> across,
    ObjectNode source) {

  private static final int LIMIT = 1_000;

  /** Copies the lists. */
  public ReportQuery {
    dimensions = List.copyOf(dimensions);
    measures = List.copyOf(measures);
    sort = List.copyOf(sort);
    across = List.copyOf(across);
  }

  /**
   * One way to make groups.
   *
   * @param field field key or path, or null where {@code expression} is given
   * @param bucket {@code month}, {@code furthest} …, or null
   * @param ranges ascending bounds; empty for none
   * @param width of steps, or null
   * @param topCount how many groups stay, or 0 for all
   * @param topBy measure that says how large a group is, or null for the first one
   * @param sequence makes the groups by the order of records, or null
   * @param standing makes the groups by the records of another entity, or null
   */
  public record Dimension(
      String key,
      Label label,
      @Nullable String field,
      @Nullable String expression,
      @Nullable String bucket,
      List<BigDecimal> ranges,
      @Nullable BigDecimal width,
      int topCount,
      @Nullable String topBy,
      @Nullable Sequence sequence,
      @Nullable Standing standing) {
    /** Copies the list. */
    public Dimension {
      ranges = List.copyOf(ranges);
    }

    /** The same groups, made by the field of another entity. */
    Dimension over(String path) {
      return of(key, label, path, bucket, ranges, width);
    }

    /** Groups by a field, all of them. */
    static Dimension of(
        String key,
        Label label,
        String path,
        @Nullable String bucket,
        List<BigDecimal> ranges,
        @Nullable BigDecimal width) {
      return new Dimension(key, label, path, null, bucket, ranges, width, 0, null, null, null);
    }
  }

  /**
   * The place of a record among those that have the dimension's field in common, such as the sales
   * of one customer.
   *
   * @param date path of the order
   * @param of {@code first}, {@code monthsSinceFirst} or {@code daysSincePrevious}
   */
  public record Sequence(String date, String of) {}

  /**
   * What the records of another entity that point at a record come to.
   *
   * @param entity key
   * @param reference key of its field that points at the report's records
   * @param of {@code recency}, {@code frequency} or {@code monetary}
   * @param date path, for recency
   * @param amount expression text, for monetary
   * @param filter expression text over its records, or null
   * @param parts of about the same size, the best last; 0 for the value itself
   */
  public record Standing(
      String entity,
      String reference,
      String of,
      @Nullable String date,
      @Nullable String amount,
      @Nullable String filter,
      int parts) {}

  /**
   * One value of each group: exactly one of aggregate, derive and calculate is given.
   *
   * @param within keys of dimensions
   * @param format how it is shown, or null
   * @param from whose records it counts, or null for those of the report
   * @param standing what is taken of the records of another entity, instead of an expression; or
   *     null
   */
  public record Measure(
      String key,
      Label label,
      @Nullable String aggregate,
      @Nullable String expression,
      @Nullable String filter,
      @Nullable BigDecimal fraction,
      @Nullable String derive,
      @Nullable String of,
      List<String> within,
      @Nullable String calculate,
      @Nullable String format,
      @Nullable From from,
      @Nullable Standing standing) {
    /** Copies the list. */
    public Measure {
      within = List.copyOf(within);
    }
  }

  /**
   * Another entity whose records a measure counts.
   *
   * @param entity key
   * @param period path to the date or date-time that lies in the report's period; null for all days
   * @param match paths to the names of groups by the keys of the report's dimensions
   */
  public record From(String entity, @Nullable String period, Map<String, String> match) {
    /** Copies the map. */
    public From {
      match = Map.copyOf(match);
    }
  }

  /** The days that count: a name, or the first and the last day as expressions. */
  public record Period(
      String field, @Nullable String name, @Nullable String from, @Nullable String to) {}

  /** Reads JSON whose shape was checked against the schema. */
  public static ReportQuery of(JsonNode json) {
    List<Dimension> dimensions = new ArrayList<>();
    json.path("dimensions").forEach(item -> dimensions.add(dimension(item)));
    List<Measure> measures = new ArrayList<>();
    json.path("measures").forEach(item -> measures.add(measure(item)));
    JsonNode period = json.path("period");
    return new ReportQuery(
        json.path("entity").asText(),
        dimensions,
        measures,
        text(json, "filter"),
        text(json, "having"),
        period.isObject()
            ? new Period(
                period.path("field").asText(),
                text(period, "name"),
                text(period, "from"),
                text(period, "to"))
            : null,
        texts(json.path("sort")),
        json.path("limit").asInt(LIMIT),
        json.path("totals").asBoolean(true),
        json.path("subtotals").asBoolean(false),
        texts(json.path("pivot").path("columns")),
        json instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
  }

  /** The same with these dimensions across, and with subtotals; itself where there are none. */
  public ReportQuery pivoted(List<String> columns) {
    return columns.isEmpty()
        ? this
        : new ReportQuery(
            entity,
            dimensions,
            measures,
            filter,
            having,
            period,
            sort,
            limit,
            hasTotal,
            true,
            columns,
            source);
  }

  /** The same with other measures and another limit; its source stays. */
  public ReportQuery asking(List<Measure> wanted, int most) {
    return new ReportQuery(
        entity,
        dimensions,
        wanted,
        filter,
        having,
        period,
        sort,
        most,
        hasTotal,
        hasSubtotals,
        across,
        source);
  }

  /** The same for the value of all records: with the total, and one group at the most. */
  public ReportQuery whole() {
    return new ReportQuery(
        entity,
        dimensions,
        measures,
        filter,
        having,
        period,
        sort,
        1,
        true,
        false,
        List.of(),
        source);
  }

  private static Dimension dimension(JsonNode json) {
    String field = text(json, "field");
    String key = text(json, "key");
    JsonNode top = json.path("top");
    List<BigDecimal> ranges = new ArrayList<>();
    json.path("ranges").forEach(bound -> ranges.add(bound.decimalValue()));
    return new Dimension(
        key != null ? key : field == null ? "" : field,
        label(json),
        field,
        text(json, "expression"),
        text(json, "bucket"),
        ranges,
        json.has("width") ? json.path("width").decimalValue() : null,
        top.path("count").asInt(0),
        text(top, "by"),
        sequence(json.path("sequence")),
        standing(json.path("standing")));
  }

  private static @Nullable Sequence sequence(JsonNode json) {
    return json.isObject()
        ? new Sequence(json.path("date").asText(), json.path("of").asText())
        : null;
  }

  private static @Nullable Standing standing(JsonNode json) {
    return json.isObject()
        ? new Standing(
            json.path("entity").asText(),
            json.path("reference").asText(),
            json.path("of").asText(),
            text(json, "date"),
            text(json, "amount"),
            text(json, "filter"),
            json.path("parts").asInt(0))
        : null;
  }

  private static Measure measure(JsonNode json) {
    String key = text(json, "key");
    String aggregate = text(json, "aggregate");
    return new Measure(
        key != null ? key : aggregate == null ? "" : aggregate,
        label(json),
        aggregate,
        text(json, "expression"),
        text(json, "filter"),
        json.has("fraction") ? json.path("fraction").decimalValue() : null,
        text(json, "derive"),
        text(json, "of"),
        texts(json.path("within")),
        text(json, "calculate"),
        text(json, "format"),
        from(json.path("from")),
        standing(json.path("standing")));
  }

  private static @Nullable From from(JsonNode json) {
    if (!json.isObject()) {
      return null;
    }
    Map<String, String> match = new LinkedHashMap<>();
    json.path("match")
        .properties()
        .forEach(one -> match.put(one.getKey(), one.getValue().asText()));
    return new From(json.path("entity").asText(), text(json, "period"), match);
  }

  private static Label label(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.path("label")
        .fields()
        .forEachRemaining(text -> texts.put(text.getKey(), text.getValue().asText()));
    return new Label(texts);
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  /** Keys of the other entities whose records measures count. */
  public Set<String> otherEntities() {
    Set<String> keys = new LinkedHashSet<>();
    for (Measure measure : measures) {
      if (measure.from() != null && !measure.from().entity().equals(entity)) {
        keys.add(measure.from().entity());
      }
    }
    return keys;
  }

  /** How many groups the answer may have. */
  public boolean isLimitAllowed() {
    return limit >= 1 && limit <= GroupQuery.MAX_LIMIT;
  }
}
