package dev.dougong.template.phonestore;

import static dev.dougong.template.phonestore.DemoData.cell;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.EntityDefinition;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.guide.GuideKind;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.compile.Compilation;
import dev.dougong.engine.metadata.compile.Ids;
import dev.dougong.engine.metadata.compile.MetadataCompiler;
import dev.dougong.engine.metadata.compile.Placements;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.kind.AppKind;
import dev.dougong.engine.metadata.kind.EntityKind;
import dev.dougong.engine.metadata.kind.MenuKind;
import dev.dougong.engine.metadata.kind.RoleKind;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.form.form.FormKind;
import dev.dougong.form.view.ViewKind;
import dev.dougong.form.viewtype.ViewTypes;
import dev.dougong.report.chart.ChartTypes;
import dev.dougong.report.dashboard.DashboardKind;
import dev.dougong.report.report.ReportKind;
import dev.dougong.report.subscription.SubscriptionKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineAcceptsTemplateTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Set<String> JSON_CELLS = Set.of("table", "location", "json");

  private final FieldTypes types = FieldTypes.onClassPath();
  private final List<DocumentKind> kinds =
      List.of(
          new AppKind(),
          new EntityKind(types),
          new RoleKind(),
          new MenuKind(),
          new FormKind(types),
          new ViewKind(ViewTypes.onClassPath()),
          new ReportKind(ChartTypes.onClassPath()),
          new DashboardKind(),
          new SubscriptionKind(),
          new GuideKind());

  @Test
  void everyDocumentPassesTheChecksOfPublishing() {
    List<Document> documents = new ArrayList<>();
    documents.add(document("app", Template.read(Template.ROOT.resolve("app.json"))));
    for (DocumentKind kind : kinds) {
      if (!kind.id().equals("app")) {
        Template.documents(kind.folder())
            .values()
            .forEach(content -> documents.add(document(kind.id(), content)));
      }
    }
    Compilation compilation =
        new CandidateCheck(new DocumentKinds(kinds), types, new Expressions())
            .check(
                new MetadataCompiler.Input(
                    Workspace.MAIN,
                    1,
                    ZONE,
                    new DocumentSet(documents),
                    new CountedIds(),
                    Placements.NONE));
    assertThat(compilation.problems()).isEmpty();
  }

  private static Document document(String kind, JsonNode content) {
    return new Document(kind, content.path("key").asText(), (ObjectNode) content);
  }

  @Test
  void everyCellIsReadByItsFieldType() {
    List<String> problems = new ArrayList<>();
    for (String entity : DemoData.ORDER) {
      EntityDefinition definition =
          EntityReader.read((ObjectNode) Template.document("entities", entity));
      for (FieldDefinition field : definition.fields()) {
        for (Map<String, String> row : DemoData.of(entity)) {
          String value = cell(row, field.key());
          if (!value.isEmpty() && read(value, field, problems) == null) {
            problems.add(entity + "." + field.key() + " \"" + value + "\"");
          }
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  private @Nullable Object read(String value, FieldDefinition field, List<String> problems) {
    FieldParsing parsing = types.parsing(ZONE, problem -> problems.add(text(problem)));
    FieldType type = types.get(field.type());
    return JSON_CELLS.contains(field.type())
        ? type.parse(Template.parse(value), field, parsing)
        : type.parseText(value, field, parsing);
  }

  private static String text(Problem problem) {
    return problem.code() + " " + problem.place() + " " + problem.arguments();
  }

  /** Ids from 100 on. */
  private static final class CountedIds implements Ids {

    private final Map<String, Integer> ids = new HashMap<>();

    @Override
    public int entity(EntityDefinition entity) {
      return id(entity.key());
    }

    @Override
    public int field(int entity, int table, FieldDefinition field) {
      return id(entity + "." + table + "." + field.key());
    }

    private int id(String name) {
      return ids.computeIfAbsent(name, key -> 100 + ids.size());
    }
  }
}
