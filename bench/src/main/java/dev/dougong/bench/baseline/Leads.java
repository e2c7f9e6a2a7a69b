package dev.dougong.bench.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.PGConnection;

/** Leads by hand: loading, with a row for each stage that a lead came to. */
final class Leads {

  private static final String LEADS =
      "copy baseline.lead (id, created_at, name, phone, source, store, stage) from stdin";
  private static final String STAGES = "copy baseline.lead_history (lead, stage, at) from stdin";

  /** Loads many by COPY. */
  int load(Connection connection, JsonNode operations) throws SQLException, IOException {
    StringBuilder leads = new StringBuilder(operations.size() * 150);
    StringBuilder stages = new StringBuilder(operations.size() * 60);
    for (JsonNode operation : operations) {
      JsonNode values = operation.path("values");
      UUID id = Customers.newId();
      String stage = values.path("stage").asText();
      leads
          .append(id)
          .append("\tnow\t")
          .append(values.path("name").asText())
          .append('\t')
          .append(values.path("phone").asText())
          .append('\t')
          .append(values.path("source").asText())
          .append('\t')
          .append(UUID.fromString(values.path("store").asText()))
          .append('\t')
          .append(stage)
          .append('\n');
      stages.append(id).append('\t').append(stage).append("\tnow\n");
    }
    copy(connection, LEADS, leads);
    copy(connection, STAGES, stages);
    return operations.size();
  }

  private static void copy(Connection connection, String statement, StringBuilder rows)
      throws SQLException, IOException {
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            statement, new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
