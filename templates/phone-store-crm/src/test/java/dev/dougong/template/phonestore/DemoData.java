package dev.dougong.template.phonestore;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rows of the CSV files; an empty cell is an empty text. */
final class DemoData {

  /** The entities in an order in which each refers to earlier ones only. */
  static final List<String> ORDER =
      List.of(
          "store",
          "salesTarget",
          "tag",
          "product",
          "campaign",
          "customer",
          "lead",
          "coupon",
          "participation",
          "sale",
          "warranty",
          "repairOrder",
          "followUp",
          "feedback",
          "workTask",
          "behaviour",
          "memberBenefit",
          "pointEntry",
          "knowledgeArticle");

  private static final Map<String, List<Map<String, String>>> READ = new ConcurrentHashMap<>();

  private DemoData() {}

  /** The rows of {@code data/customer.csv} for {@code customer}. */
  static List<Map<String, String>> of(String entity) {
    return file("data/" + entity + ".csv");
  }

  static List<Map<String, String>> file(String path) {
    return READ.computeIfAbsent(path, key -> read(Template.ROOT.resolve(key)));
  }

  /** Rows by the value of a column that is different in each. */
  static Map<String, Map<String, String>> by(String column, List<Map<String, String>> rows) {
    Map<String, Map<String, String>> found = new LinkedHashMap<>();
    for (Map<String, String> row : rows) {
      String value = cell(row, column);
      if (found.put(value, row) != null) {
        throw new IllegalStateException(column + ": twice \"" + value + "\"");
      }
    }
    return found;
  }

  static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static List<Map<String, String>> read(Path path) {
    CsvSchema schema = CsvSchema.emptySchema().withHeader();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper().readerForMapOf(String.class).with(schema).readValues(path.toFile())) {
      return rows.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
