package dev.dougong.bench.baseline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.bench.baseline.CustomerColumns.Column;
import dev.dougong.bench.baseline.CustomerColumns.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Customers by hand: one statement a request, answers streamed, in the shape of the product's. */
final class Customers {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String SELECT;
  private static final String INSERT;
  private static final AtomicLong COUNTER = new AtomicLong(System.nanoTime());

  static {
    StringBuilder select =
        new StringBuilder(
            "select c.id, c.version, c.created_at, c.created_by, c.updated_at, c.updated_by,"
                + " c.owner, c.org_unit, s.name");
    StringBuilder names = new StringBuilder();
    StringBuilder places = new StringBuilder();
    for (Column column : CustomerColumns.ENTERED) {
      select.append(", c.").append(column.name());
      names.append(", ").append(column.name());
      places.append(column.type() == Type.JSON ? ", ?::jsonb" : ", ?");
    }
    for (Column column : CustomerColumns.KEPT) {
      select.append(", c.").append(column.name());
    }
    SELECT = select + " from baseline.customer c left join baseline.store s on s.id = c.store";
    INSERT =
        "insert into baseline.customer (id, version, created_at, updated_at, total_spent,"
            + " purchase_count, level"
            + names
            + ") values (?, 1, now(), now(), 0, 0, 'normal'"
            + places
            + ") returning created_at";
  }

  private final Map<String, Column> byKey = new java.util.HashMap<>();

  Customers() {
    for (Column column : CustomerColumns.ENTERED) {
      byKey.put(column.key(), column);
    }
  }

  /** A time-ordered id. */
  static UUID newId() {
    long high = (System.currentTimeMillis() << 16) | 0x7000 | (COUNTER.incrementAndGet() & 0xfff);
    return new UUID(high, (COUNTER.get() * 0x9E3779B97F4A7C15L >>> 2) | 0x8000000000000000L);
  }

  /** Inserts one; refuses what the columns do not take. */
  byte[] create(Connection connection, JsonNode values) throws SQLException, IOException {
    UUID id = newId();
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setObject(1, id);
      int place = 2;
      for (Column column : CustomerColumns.ENTERED) {
        bind(connection, statement, place++, column, values.get(column.key()));
      }
      statement.execute();
    }
    return read(connection, id);
  }

  /** Changes the named columns of one version; null where the version is another. */
  byte @Nullable [] patch(Connection connection, UUID id, long version, JsonNode values)
      throws SQLException, IOException {
    StringBuilder sql =
        new StringBuilder("update baseline.customer set version = version + 1, updated_at = now()");
    List<Column> changed = new ArrayList<>();
    values
        .fieldNames()
        .forEachRemaining(
            key -> {
              Column column = byKey.get(key);
              if (column == null) {
                throw new IllegalArgumentException("unknown field " + key);
              }
              changed.add(column);
              sql.append(", ").append(column.name());
              sql.append(column.type() == Type.JSON ? " = ?::jsonb" : " = ?");
            });
    sql.append(" where id = ? and version = ?");
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      int place = 1;
      for (Column column : changed) {
        bind(connection, statement, place++, column, values.get(column.key()));
      }
      statement.setObject(place++, id);
      statement.setLong(place, version);
      if (statement.executeUpdate() == 0) {
        return null;
      }
    }
    return read(connection, id);
  }

  /** One customer, or an empty answer. */
  byte[] read(Connection connection, UUID id) throws SQLException, IOException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + " where c.id = ?")) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? one(row) : new byte[0];
      }
    }
  }

  /** Two filters, sorted by the last visit downwards, by keyset. */
  byte[] list(
      Connection connection,
      String city,
      String source,
      @Nullable String afterVisit,
      @Nullable String afterId,
      int limit)
      throws SQLException, IOException {
    String sql =
        "select c.id, c.version, c.name, c.phone, c.level, c.city, c.last_visit, c.store, s.name"
            + " from baseline.customer c left join baseline.store s on s.id = c.store"
            + " where c.city = ? and c.source = ? and c.last_visit is not null"
            + (afterVisit == null ? "" : " and (c.last_visit, c.id) < (?::date, ?::uuid)")
            + " order by c.last_visit desc, c.id desc limit ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int place = 1;
      statement.setString(place++, city);
      statement.setString(place++, source);
      if (afterVisit != null) {
        statement.setString(place++, afterVisit);
        statement.setString(place++, afterId);
      }
      statement.setInt(place, limit + 1);
      return page(statement, limit);
    }
  }

  /** Quick search by a trigram index. */
  byte[] search(Connection connection, String q, int limit) throws SQLException, IOException {
    String sql =
        "select c.id, c.version, c.name, c.phone, c.level, c.city, c.last_visit, c.store, s.name"
            + " from baseline.customer c left join baseline.store s on s.id = c.store"
            + " where (c.name || ' ' || c.phone || ' ' || coalesce(c.company, '') || ' ' ||"
            + " coalesce(c.wechat, '')) like ? order by c.id desc limit ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, "%" + q + "%");
      statement.setInt(2, limit + 1);
      return page(statement, limit);
    }
  }

  private static byte[] page(PreparedStatement statement, int limit)
      throws SQLException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    String next = null;
    try (ResultSet row = statement.executeQuery();
        JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayFieldStart("items");
      int count = 0;
      while (row.next()) {
        if (count++ == limit) {
          break;
        }
        out.writeStartObject();
        out.writeStringField("id", row.getString(1));
        out.writeNumberField("version", row.getLong(2));
        out.writeStringField("name", row.getString(3));
        out.writeStringField("phone", row.getString(4));
        out.writeStringField("level", row.getString(5));
        out.writeStringField("city", row.getString(6));
        writeReference(out, "store", row.getString(8), row.getString(9));
        out.writeStringField("lastVisit", row.getString(7));
        out.writeEndObject();
        next = row.getString(7) + "_" + row.getString(1);
      }
      out.writeEndArray();
      if (count > limit) {
        out.writeStringField("next", next);
      } else {
        out.writeNullField("next");
      }
      out.writeNumberField("limit", limit);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** Inserts many by COPY; checks types and required values before. */
  int load(Connection connection, JsonNode operations) throws SQLException, IOException {
    StringBuilder text = new StringBuilder(operations.size() * 300);
    for (JsonNode operation : operations) {
      JsonNode values = operation.path("values");
      text.append(newId()).append("\t1\tnow\tnow\t0\t0\tnormal");
      for (Column column : CustomerColumns.ENTERED) {
        text.append('\t');
        copy(text, column, values.get(column.key()));
      }
      text.append('\n');
    }
    StringBuilder sql =
        new StringBuilder(
            "copy baseline.customer (id, version, created_at, updated_at, total_spent,"
                + " purchase_count, level");
    for (Column column : CustomerColumns.ENTERED) {
      sql.append(", ").append(column.name());
    }
    sql.append(") from stdin");
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            sql.toString(),
            new java.io.ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
    return operations.size();
  }

  private static void copy(StringBuilder text, Column column, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      if (column.key().equals("name") || column.key().equals("phone")) {
        throw new IllegalArgumentException(column.key() + " is required");
      }
      text.append("\\N");
      return;
    }
    switch (column.type()) {
      case DATE -> text.append(LocalDate.parse(value.asText()));
      case NUMBER -> text.append(value.decimalValue().toPlainString());
      case WHOLE -> text.append(value.longValue());
      case TRUTH -> text.append(value.booleanValue());
      case STORE -> text.append(UUID.fromString(value.asText()));
      case TEXTS -> {
        text.append('{');
        for (int i = 0; i < value.size(); i++) {
          if (i > 0) {
            text.append(',');
          }
          text.append('"').append(escape(value.get(i).asText())).append('"');
        }
        text.append('}');
      }
      case JSON -> text.append(escape(value.toString()));
      case TEXT, MOMENT -> text.append(escape(value.asText()));
    }
  }

  private static String escape(String text) {
    return text.indexOf('\\') < 0 && text.indexOf('\t') < 0 && text.indexOf('\n') < 0
        ? text
        : text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
  }

  private static void bind(
      Connection connection,
      PreparedStatement statement,
      int place,
      Column column,
      @Nullable JsonNode value)
      throws SQLException {
    if (value == null || value.isNull()) {
      statement.setNull(place, column.type() == Type.TEXTS ? Types.ARRAY : Types.NULL);
      return;
    }
    switch (column.type()) {
      case TEXT -> statement.setString(place, value.textValue());
      case DATE -> statement.setDate(place, Date.valueOf(LocalDate.parse(value.asText())));
      case MOMENT ->
          statement.setTimestamp(
              place, Timestamp.from(OffsetDateTime.parse(value.asText()).toInstant()));
      case NUMBER -> statement.setBigDecimal(place, value.decimalValue());
      case WHOLE -> statement.setLong(place, value.longValue());
      case TRUTH -> statement.setBoolean(place, value.booleanValue());
      case STORE -> statement.setObject(place, UUID.fromString(value.asText()));
      case JSON -> statement.setString(place, value.toString());
      case TEXTS -> {
        Object[] items = new Object[value.size()];
        for (int i = 0; i < items.length; i++) {
          items[i] = value.get(i).asText();
        }
        statement.setArray(place, connection.createArrayOf("text", items));
      }
    }
  }

  private static byte[] one(ResultSet row) throws SQLException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("id", row.getString(1));
      out.writeNumberField("version", row.getLong(2));
      writeMoment(out, "createdAt", row, 3);
      writeReference(out, "createdBy", row.getString(4), null);
      writeMoment(out, "updatedAt", row, 5);
      writeReference(out, "updatedBy", row.getString(6), null);
      writeReference(out, "owner", row.getString(7), null);
      writeReference(out, "orgUnit", row.getString(8), null);
      int place = 10;
      LocalDate birthday = null;
      LocalDate bought = null;
      for (Column column : CustomerColumns.ENTERED) {
        if (column.type() == Type.STORE) {
          writeReference(out, column.key(), row.getString(place), row.getString(9));
        } else {
          write(out, column, row, place);
        }
        if (column.key().equals("birthday")) {
          birthday = row.getObject(place, LocalDate.class);
        }
        if (column.key().equals("phoneBoughtOn")) {
          bought = row.getObject(place, LocalDate.class);
        }
        place++;
      }
      for (Column column : CustomerColumns.KEPT) {
        write(out, column, row, place++);
      }
      LocalDate today = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
      if (birthday == null) {
        out.writeNullField("age");
      } else {
        out.writeNumberField("age", Period.between(birthday, today).getYears());
      }
      if (bought == null) {
        out.writeNullField("phoneAgeMonths");
      } else {
        out.writeNumberField("phoneAgeMonths", Period.between(bought, today).toTotalMonths());
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, Column column, ResultSet row, int place)
      throws SQLException, IOException {
    switch (column.type()) {
      case TEXT, DATE, STORE -> {
        String text = row.getString(place);
        if (text == null) {
          out.writeNullField(column.key());
        } else {
          out.writeStringField(column.key(), text);
        }
      }
      case MOMENT -> writeMoment(out, column.key(), row, place);
      case NUMBER -> {
        BigDecimal number = row.getBigDecimal(place);
        if (number == null) {
          out.writeNullField(column.key());
        } else {
          out.writeNumberField(column.key(), number.setScale(2, RoundingMode.HALF_UP));
        }
      }
      case WHOLE -> {
        long number = row.getLong(place);
        if (row.wasNull()) {
          out.writeNullField(column.key());
        } else {
          out.writeNumberField(column.key(), number);
        }
      }
      case TRUTH -> {
        boolean truth = row.getBoolean(place);
        if (row.wasNull()) {
          out.writeNullField(column.key());
        } else {
          out.writeBooleanField(column.key(), truth);
        }
      }
      case TEXTS -> {
        Array array = row.getArray(place);
        if (array == null) {
          out.writeNullField(column.key());
        } else {
          out.writeArrayFieldStart(column.key());
          for (Object item : (Object[]) array.getArray()) {
            out.writeString(String.valueOf(item));
          }
          out.writeEndArray();
        }
      }
      case JSON -> {
        out.writeFieldName(column.key());
        String text = row.getString(place);
        out.writeRawValue(text == null ? "null" : text);
      }
    }
  }

  private static void writeMoment(JsonGenerator out, String key, ResultSet row, int place)
      throws SQLException, IOException {
    OffsetDateTime moment = row.getObject(place, OffsetDateTime.class);
    if (moment == null) {
      out.writeNullField(key);
    } else {
      out.writeStringField(key, moment.toInstant().toString());
    }
  }

  private static void writeReference(
      JsonGenerator out, String key, @Nullable String id, @Nullable String label)
      throws IOException {
    if (id == null) {
      out.writeNullField(key);
      return;
    }
    out.writeObjectFieldStart(key);
    out.writeStringField("id", id);
    if (label == null) {
      out.writeNullField("label");
    } else {
      out.writeStringField("label", label);
    }
    out.writeEndObject();
  }
}
