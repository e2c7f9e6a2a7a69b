package dev.dougong.bench.baseline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Reports by hand: one statement each on ordinary columns. */
final class Reports {

  private static final JsonFactory JSON = new JsonFactory();

  private static final String MONTH = "date_trunc('month', now(), 'Asia/Shanghai')";
  private static final String TODAY = "date_trunc('day', now(), 'Asia/Shanghai')";

  /** From the first of last month to as far as this month has come. */
  private static final String LAST_MONTH =
      "sold_at >= " + MONTH + " - interval '1 month' and sold_at < now() - interval '1 month'";

  private static final String RECENT = "created_at >= " + TODAY + " - interval '89 days'";

  private static final Map<String, String> QUESTIONS =
      Map.of(
          "store",
          "select s.store, p.name, s.n, s.total from (select store, count(*) n, sum(amount) total"
              + " from baseline.sale group by grouping sets ((store), ())) s left join"
              + " baseline.store p on p.id ="
              + " s.store order by s.store",
          "buyers",
          "select s.store, p.name, s.n from (select store, count(distinct customer) n from"
              + " baseline.sale group by store union all select null, count(distinct customer)"
              + " from baseline.sale) s left join baseline.store p on p.id = s.store"
              + " order by s.store",
          "pivot",
          "select s.store, p.name, s.month, s.n, s.total from (select store, date_trunc('month',"
              + " sold_at, 'Asia/Shanghai') as month, count(*) n, sum(amount) total from"
              + " baseline.sale group by grouping sets ((1, 2), (1), (2), ())) s left join"
              + " baseline.store p on p.id = s.store order by s.store, s.month");

  /** The questions of the template's dashboard of that name. */
  private static final List<String> COCKPIT =
      List.of(
          "select count(*) filter (where created_at >= "
              + TODAY
              + "), count(*) filter (where created_at < "
              + TODAY
              + ") from baseline.lead where created_at >= "
              + TODAY
              + " - interval '1 day'",
          "select date_trunc('day', sold_at, 'Asia/Shanghai') as day, sum(amount) from"
              + " baseline.sale where status = 'paid' and (sold_at >= "
              + MONTH
              + " or "
              + LAST_MONTH
              + ") group by 1 order by 1",
          "select avg(amount) filter (where sold_at >= "
              + MONTH
              + "), avg(amount) filter (where sold_at < "
              + MONTH
              + ") from baseline.sale where status = 'paid' and (sold_at >= "
              + MONTH
              + " or "
              + LAST_MONTH
              + ")",
          "select count(*), count(*) filter (where stage = 'won') from baseline.lead where "
              + RECENT,
          "select s.store, p.name, s.total, s.n from (select store, sum(amount) total, count(*) n"
              + " from baseline.sale where status = 'paid' and sold_at >= "
              + MONTH
              + " group by store order by 2 desc limit 40) s left join baseline.store p on p.id ="
              + " s.store",
          "select owner, sum(amount), count(*) from baseline.sale where status = 'paid' and"
              + " sold_at >= "
              + MONTH
              + " group by owner order by 2 desc limit 15",
          "select date_trunc('month', sold_at, 'Asia/Shanghai') as month, sum(amount) from"
              + " baseline.sale where status = 'paid' and sold_at >= "
              + MONTH
              + " - interval '11 months' group by 1 order by 1",
          "select furthest, count(*) from (select max(array_position(array['new', 'contacted',"
              + " 'invited', 'visited', 'quoted', 'won'], s.stage)) furthest from baseline.lead l"
              + " join baseline.lead_history s on s.lead = l.id where l."
              + RECENT
              + " group by l.id) f group by 1 order by 1",
          "select lost_reason, count(*) from baseline.lead where stage = 'lost' and closed_at >= "
              + TODAY
              + " - interval '89 days' group by 1 order by 2 desc",
          "select source, count(*), count(*) filter (where stage = 'won') from baseline.lead where "
              + RECENT
              + " group by 1 order by 2 desc",
          "select level, count(*), sum(total_spent), avg(total_spent) from baseline.customer group"
              + " by 1 order by 3 desc");

  /** The answer of one question. */
  byte[] answer(Connection connection, String question) throws SQLException, IOException {
    String statement = QUESTIONS.get(question);
    if (statement == null) {
      throw new IllegalArgumentException("no question " + question);
    }
    return write(connection, List.of(statement));
  }

  /** The answers of all questions of the dashboard, one after the other. */
  byte[] cockpit(Connection connection) throws SQLException, IOException {
    return write(connection, COCKPIT);
  }

  private static byte[] write(Connection connection, List<String> statements)
      throws SQLException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartArray();
      for (String statement : statements) {
        out.writeStartArray();
        writeRows(connection, statement, out);
        out.writeEndArray();
      }
      out.writeEndArray();
    }
    return bytes.toByteArray();
  }

  private static void writeRows(Connection connection, String statement, JsonGenerator out)
      throws SQLException, IOException {
    try (PreparedStatement prepared = connection.prepareStatement(statement);
        ResultSet row = prepared.executeQuery()) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        out.writeStartArray();
        for (int column = 1; column <= columns; column++) {
          out.writeString(row.getString(column));
        }
        out.writeEndArray();
      }
    }
  }
}
