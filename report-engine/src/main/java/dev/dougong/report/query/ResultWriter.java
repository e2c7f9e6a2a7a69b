package dev.dougong.report.query;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupMeasure.Epoch;
import dev.dougong.engine.query.GroupPeriod;
import dev.dougong.engine.query.GroupResult;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes results as JSON. */
public final class ResultWriter {

  /** Name of the mark in {@code {"others":true}}, the group of the rest. */
  static final String OTHERS = "others";

  private final Access access;
  private final ResultTable table;
  private final JsonGenerator out;

  /** Of one result. */
  public ResultWriter(Access access, ResultTable table, JsonGenerator out) {
    this.access = access;
    this.table = table;
    this.out = out;
  }

  /** Writes {@code {"columns","rows","subtotals","total","truncated","groups","records",…}}. */
  public void write() throws IOException {
    out.writeStartObject();
    writeColumns();
    out.writeArrayFieldStart("rows");
    for (ResultTable.Row row : table.rows()) {
      writeRow(row, null);
    }
    out.writeEndArray();
    if (!table.subtotals().isEmpty()) {
      writeSubtotals();
    }
    out.writeFieldName("total");
    if (table.total() == null) {
      out.writeNull();
    } else {
      writeRow(table.total(), List.of());
    }
    out.writeBooleanField("truncated", table.isTruncated());
    out.writeNumberField("groups", table.groups());
    out.writeFieldName("records");
    if (table.records() < 0) {
      out.writeNull();
    } else {
      out.writeNumber(table.records());
    }
    writeDefinition();
    out.writeStringField("at", ValueJson.text(table.at()));
    out.writeEndObject();
  }

  private void writeColumns() throws IOException {
    out.writeArrayFieldStart("columns");
    for (int i = 0; i < table.columns().size(); i++) {
      ResultColumn column = table.columns().get(i);
      out.writeStartObject();
      out.writeStringField("key", column.key());
      out.writeStringField("label", column.label().in(access.locale(), column.key()));
      out.writeStringField("role", column.isMeasure() ? "measure" : "dimension");
      out.writeStringField("kind", column.kind().name());
      writeText("type", column.type());
      writeText("entity", column.entity());
      writeText("field", column.field());
      writeText("format", column.format());
      writeText("records", column.records());
      if (!column.isMeasure()) {
        writeText("bucket", table.query().dimensions().get(i).bucket());
        writeNames(column, i);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Words of the codes that the rows have, for types whose values readers cannot word. */
  private void writeNames(ResultColumn column, int dimension) throws IOException {
    Metadata metadata = access.metadata();
    Entity entity = column.entity() == null ? null : metadata.findEntity(column.entity());
    Field own = entity == null || column.field() == null ? null : entity.field(column.field());
    Field field =
        entity == null || own == null ? null : new FieldPlace(entity, own).origin(metadata);
    if (field == null || !field.type().isCoded()) {
      return;
    }
    Map<String, String> names = new TreeMap<>();
    for (ResultTable.Row row : table.rows()) {
      if (row.keys().get(dimension) instanceof String code) {
        names.put(code, field.type().format(code, field.definition(), access.locale()));
      }
    }
    out.writeObjectFieldStart("names");
    for (Map.Entry<String, String> name : names.entrySet()) {
      out.writeStringField(name.getKey(), name.getValue());
    }
    out.writeEndObject();
  }

  private void writeText(String name, @Nullable String value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private void writeSubtotals() throws IOException {
    out.writeArrayFieldStart("subtotals");
    for (ResultTable.Subtotal subtotal : table.subtotals()) {
      out.writeStartObject();
      out.writeArrayFieldStart("dimensions");
      for (int place : subtotal.dimensions()) {
        out.writeString(table.dimensions().get(place).key());
      }
      out.writeEndArray();
      out.writeArrayFieldStart("rows");
      for (ResultTable.Row row : subtotal.rows()) {
        writeRow(row, subtotal.dimensions());
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * Writes a group.
   *
   * @param places of the dimensions that it has, or null for all
   */
  private void writeRow(ResultTable.Row row, @Nullable List<Integer> places) throws IOException {
    out.writeStartObject();
    for (int i = 0; i < table.dimensions().size(); i++) {
      if (places == null || places.contains(i)) {
        out.writeFieldName(table.dimensions().get(i).key());
        writeKey(table.group().keys().get(i), row.keys().get(i));
      }
    }
    for (int i = 0; i < table.measures().size(); i++) {
      out.writeFieldName(table.measures().get(i).key());
      writeValue(row.values().get(i));
    }
    out.writeEndObject();
  }

  private void writeKey(GroupKey key, @Nullable Object value) throws IOException {
    if (value == GroupResult.OTHERS) {
      out.writeStartObject();
      out.writeBooleanField(OTHERS, true);
      out.writeEndObject();
    } else if (value instanceof Long place && key.bucket() instanceof GroupKey.Ranges ranges) {
      int at = place.intValue();
      writeRange(
          at == 0 ? null : ranges.bounds().get(at - 1),
          at == ranges.bounds().size() ? null : ranges.bounds().get(at));
    } else if (value instanceof BigDecimal from && key.bucket() instanceof GroupKey.Steps steps) {
      writeRange(from, from.add(steps.width()));
    } else if (value instanceof Long place && key.bucket() instanceof GroupKey.Furthest furthest) {
      out.writeString(furthest.stages().get(place.intValue()));
    } else if (value instanceof UUID id) {
      out.writeStartObject();
      out.writeStringField("id", id.toString());
      String label = table.labels().get(id);
      if (label == null) {
        out.writeNullField("label");
      } else {
        out.writeStringField("label", label);
      }
      out.writeEndObject();
    } else {
      writeValue(value);
    }
  }

  /** {@code {"from","to"}}; an open end is null, {@code to} does not belong to it. */
  private void writeRange(@Nullable BigDecimal from, @Nullable BigDecimal to) throws IOException {
    out.writeStartObject();
    out.writeFieldName("from");
    writeValue(from);
    out.writeFieldName("to");
    writeValue(to);
    out.writeEndObject();
  }

  private void writeValue(@Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else {
      ValueJson.write(value, out);
    }
  }

  private void writeDefinition() throws IOException {
    ReportQuery query = table.query();
    out.writeObjectFieldStart("definition");
    out.writeStringField("entity", query.entity());
    out.writeStringField(
        "label", table.group().entity().definition().label().in(access.locale(), query.entity()));
    writeText("filter", query.filter());
    writeText("having", query.having());
    out.writeNumberField("limit", query.limit());
    out.writeStringField("zone", access.metadata().zone().getId());
    GroupPeriod period = table.group().period();
    if (period != null && query.period() != null) {
      out.writeObjectFieldStart("period");
      out.writeStringField("field", query.period().field());
      out.writeStringField("from", period.from().toString());
      out.writeStringField("to", period.to().minusDays(1).toString());
      writeEpoch("before", period, Epoch.BEFORE);
      writeEpoch("lastYear", period, Epoch.YEAR_BEFORE);
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void writeEpoch(String name, GroupPeriod period, Epoch epoch) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeStringField("from", period.from(epoch).toString());
    out.writeStringField("to", period.to(epoch).minusDays(1).toString());
    out.writeEndObject();
  }
}
