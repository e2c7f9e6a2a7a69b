package dev.dougong.engine.expression.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.MapRow;
import dev.dougong.engine.expression.ValueText;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.value.ValueKind;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the cases through the interpreter of the browser, in Node. */
final class Browser {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Browser() {}

  /** Whether the packages of the browser side are installed. */
  static boolean isInstalled() {
    return Files.isDirectory(ROOT.resolve("node_modules/rolldown"))
        && Files.isDirectory(ROOT.resolve("node_modules/decimal.js"));
  }

  /** Installs them where they are missing, as the build does. */
  static void install() throws IOException, InterruptedException {
    if (!isInstalled()) {
      Process node =
          new ProcessBuilder("node", ".ci/install-ui.mjs")
              .directory(ROOT.toFile())
              .inheritIO()
              .start();
      if (node.waitFor() != 0) {
        throw new IllegalStateException("node .ci/install-ui.mjs: " + node.exitValue());
      }
    }
  }

  static void run(Differential run) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target/differential"));
    Path cases = folder.resolve("cases.jsonl");
    Path values = folder.resolve("values.jsonl");
    write(run, cases);
    Process node =
        new ProcessBuilder(
                "node",
                "src/test/node/evaluate-cases.mjs",
                ROOT.resolve("web/ui/kit/expression/interpreter.ts").toString(),
                cases.toString(),
                values.toString(),
                folder.resolve("interpreter.mjs").toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("node.log").toFile())
            .start();
    if (!node.waitFor(30, TimeUnit.MINUTES) || node.exitValue() != 0) {
      node.destroyForcibly();
      throw new IllegalStateException(Files.readString(folder.resolve("node.log")));
    }
    compare(run, values);
  }

  private static void write(Differential run, Path file) throws IOException {
    Expressions expressions = new Expressions();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(header(run).toString());
      out.newLine();
      for (Differential.Case one : run.cases) {
        ObjectNode line = JSON.objectNode().put("zone", one.zone().getId());
        line.set("tree", expressions.toJson(one.expression()));
        out.write(line.toString());
        out.newLine();
      }
    }
  }

  private static ObjectNode header(Differential run) {
    ObjectNode header = JSON.objectNode();
    ObjectNode context = header.putObject("context");
    context.put("now", Shop.context(java.time.ZoneOffset.UTC).now().toString());
    context.put("user", Shop.id(1).toString()).put("userOrgUnit", Shop.id(0).toString());
    context.putArray("roles").add("manager");
    ObjectNode parents = header.putObject("parents");
    for (int i = 0; i < 5; i++) {
      if (Shop.parent(i) >= 0) {
        parents.put(Shop.id(i).toString(), Shop.id(Shop.parent(i)).toString());
      }
    }
    ArrayNode records = header.putArray("records");
    run.records().sales.forEach(sale -> records.add(row(sale)));
    return header;
  }

  private static ObjectNode row(MapRow row) {
    ObjectNode json = JSON.objectNode();
    ObjectNode values = json.putObject("values");
    new TreeMap<>(row.values()).forEach((id, value) -> values.set(id.toString(), value(value)));
    ObjectNode targets = json.putObject("targets");
    row.targets().forEach((id, target) -> targets.set(id.toString(), row((MapRow) target)));
    ObjectNode rows = json.putObject("rows");
    for (Map.Entry<Integer, ? extends Collection<MapRow>> table : row.tables().entrySet()) {
      ArrayNode array = rows.putArray(table.getKey().toString());
      table.getValue().forEach(one -> array.add(row(one)));
    }
    return json;
  }

  private static JsonNode value(Object value) {
    if (value instanceof Collection<?> all) {
      ArrayNode array = JSON.arrayNode();
      all.forEach(one -> array.add(one.toString()));
      return array;
    }
    if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    return JSON.textNode(value instanceof BigDecimal n ? n.toPlainString() : value.toString());
  }

  private static void compare(Differential run, Path values) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(values)) {
      for (Differential.Case one : run.cases) {
        JsonNode line = MAPPER.readTree(in.readLine());
        ValueKind kind = one.expression().type().kind();
        for (int record = 0; record < one.values().size(); record++) {
          JsonNode value = line.get(record);
          String actual = value.isNull() ? null : text(value.asText(), kind);
          run.compare("browser", one.text(), record, one.values().get(record), actual);
        }
      }
    }
  }

  private static @Nullable String text(String value, ValueKind kind) {
    return switch (kind) {
      case DATE_TIME -> ValueText.of(Instant.parse(value));
      case DURATION -> ValueText.of(Duration.parse(value));
      default -> value;
    };
  }
}
