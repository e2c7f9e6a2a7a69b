package dev.dougong.web.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Items of the audit log as a workbook, one a row. All text is stored as text, never as a formula.
 */
public final class AuditWorkbook implements AutoCloseable {

  private static final int FLUSH_EVERY = 500;
  private static final int LONGEST_TEXT = 32_767;
  private static final List<String> ZH = List.of("时间", "人员", "事项", "对象", "内容", "原因", "地址", "编号");
  private static final List<String> EN =
      List.of("Time", "Person", "What", "To what", "Facts", "Why", "Address", "Number");

  private final Workbook workbook;
  private final Worksheet sheet;
  private final ZoneId zone;
  private int row = 1;

  /** Onto a stream that is left open; times are shown in the zone. */
  public AuditWorkbook(OutputStream out, Locale locale, ZoneId zone) {
    this.workbook = new Workbook(out, "Dougong", "1.0");
    this.zone = zone;
    this.sheet = workbook.newWorksheet("1");
    List<String> heads = locale.getLanguage().equals("zh") ? ZH : EN;
    for (int i = 0; i < heads.size(); i++) {
      sheet.value(0, i, heads.get(i));
      sheet.style(0, i).bold().set();
    }
    sheet.freezePane(0, 1);
  }

  /** One item as the API gives it. */
  public void add(JsonNode item) throws IOException {
    OffsetDateTime at = OffsetDateTime.parse(item.path("at").asText());
    sheet.value(row, 0, LocalDateTime.ofInstant(at.toInstant(), zone));
    sheet.style(row, 0).format("yyyy-mm-dd hh:mm:ss").set();
    text(1, item.path("by").path("label").asText(""));
    text(2, item.path("kind").asText());
    text(3, subject(item));
    text(4, facts(item));
    text(5, item.path("whyLabel").asText(item.path("why").asText("")));
    text(6, item.path("address").asText(""));
    text(7, item.path("id").asText());
    row++;
    if (row % FLUSH_EVERY == 0) {
      sheet.flush();
    }
  }

  private static String subject(JsonNode item) {
    if (item.has("record")) {
      return item.path("entityLabel").asText("") + " " + item.path("record").asText();
    }
    return item.path("subjectLabel").asText(item.path("subject").asText(""));
  }

  private static String facts(JsonNode item) {
    if (!item.has("fields")) {
      return item.path("details").isEmpty() ? "" : item.path("details").toString();
    }
    StringBuilder facts = new StringBuilder();
    for (JsonNode field : item.path("fields")) {
      facts
          .append(facts.isEmpty() ? "" : "\n")
          .append(field.path("label").asText())
          .append(": ")
          .append(shown(field.path("before")))
          .append(" → ")
          .append(shown(field.path("after")));
    }
    return facts.toString();
  }

  private static String shown(JsonNode value) {
    if (value.isObject() && value.has("label")) {
      return value.path("label").asText();
    }
    return value.isNull() || value.isMissingNode()
        ? "∅"
        : value.isContainerNode() ? value.toString() : value.asText();
  }

  private void text(int column, String text) {
    if (!text.isEmpty()) {
      sheet.value(
          row, column, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
    }
  }

  @Override
  public void close() throws IOException {
    workbook.finish();
  }
}
