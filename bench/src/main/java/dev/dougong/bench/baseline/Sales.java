package dev.dougong.bench.baseline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;

/** Sales by hand: loading with the customers' totals kept, and the sum by store. */
final class Sales {

  private static final JsonFactory JSON = new JsonFactory();
  private static final AtomicLong NUMBER = new AtomicLong();

  /** Loads many by COPY and adds them to their customers in one statement. */
  int load(Connection connection, JsonNode operations) throws SQLException, IOException {
    StringBuilder text = new StringBuilder(operations.size() * 300);
    Map<UUID, BigDecimal> totals = new HashMap<>();
    Map<UUID, Long> counts = new HashMap<>();
    for (JsonNode operation : operations) {
      JsonNode values = operation.path("values");
      UUID customer = UUID.fromString(values.path("customer").asText());
      BigDecimal goods = BigDecimal.ZERO;
      long quantity = 0;
      for (JsonNode item : values.path("items")) {
        goods =
            goods.add(
                item.path("price")
                    .decimalValue()
                    .multiply(BigDecimal.valueOf(item.path("quantity").longValue())));
        quantity += item.path("quantity").longValue();
      }
      BigDecimal discount = values.path("discount").decimalValue();
      BigDecimal amount = goods.subtract(discount);
      totals.merge(customer, amount, BigDecimal::add);
      counts.merge(customer, 1L, Long::sum);
      text.append(Customers.newId())
          .append("\t1\tnow\tSO")
          .append(NUMBER.incrementAndGet())
          .append('\t')
          .append(customer)
          .append('\t')
          .append(UUID.fromString(values.path("store").asText()))
          .append('\t')
          .append(OffsetDateTime.parse(values.path("soldAt").asText()))
          .append('\t')
          .append(values.path("status").asText())
          .append('\t')
          .append(values.path("channel").asText())
          .append('\t')
          .append(values.path("items").toString().replace("\\", "\\\\"))
          .append('\t')
          .append(quantity)
          .append('\t')
          .append(goods)
          .append('\t')
          .append(discount)
          .append('\t')
          .append(amount)
          .append('\t')
          .append(amount)
          .append('\t')
          .append(values.path("paymentMethod").asText())
          .append('\n');
    }
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "copy baseline.sale (id, version, created_at, number, customer, store, sold_at, status,"
                + " channel, items, quantity, goods_amount, discount, amount, to_pay,"
                + " payment_method) from stdin",
            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
    addUp(connection, totals, counts);
    return operations.size();
  }

  private static void addUp(
      Connection connection, Map<UUID, BigDecimal> totals, Map<UUID, Long> counts)
      throws SQLException {
    Object[] ids = totals.keySet().stream().sorted().toArray();
    Object[] amounts = new Object[ids.length];
    Object[] numbers = new Object[ids.length];
    for (int i = 0; i < ids.length; i++) {
      amounts[i] = totals.get(ids[i]);
      numbers[i] = counts.get(ids[i]);
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update baseline.customer c set total_spent = c.total_spent + t.amount, purchase_count"
                + " = c.purchase_count + t.number, level = case when c.total_spent + t.amount >="
                + " 30000 then 'diamond' when c.total_spent + t.amount >= 15000 then 'gold' when"
                + " c.total_spent + t.amount >= 6000 then 'silver' else 'normal' end from"
                + " unnest(?, ?, ?) as t(id, amount, number) where c.id = t.id")) {
      statement.setArray(1, connection.createArrayOf("uuid", ids));
      statement.setArray(2, connection.createArrayOf("numeric", amounts));
      statement.setArray(3, connection.createArrayOf("bigint", numbers));
      statement.executeUpdate();
    }
  }

  /** Count and sum of the amounts by store. */
  byte[] byStore(Connection connection) throws SQLException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select s.store, p.name, s.n, s.total from (select store, count(*) n, sum(amount)"
                    + " total from baseline.sale group by store) s left join baseline.store p on"
                    + " p.id = s.store order by s.store");
        JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayFieldStart("rows");
      while (row.next()) {
        out.writeStartObject();
        out.writeObjectFieldStart("store");
        out.writeStringField("id", row.getString(1));
        out.writeStringField("label", row.getString(2));
        out.writeEndObject();
        out.writeNumberField("count", row.getLong(3));
        out.writeNumberField("sum", row.getBigDecimal(4));
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
