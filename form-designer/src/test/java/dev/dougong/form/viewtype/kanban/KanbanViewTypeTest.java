package dev.dougong.form.viewtype.kanban;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.compile.MetadataCompiler;
import dev.dougong.engine.metadata.compile.Placements;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.kind.EntityKind;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.testkit.TestIds;
import dev.dougong.engine.testkit.TestMetadata;
import dev.dougong.form.view.ViewKind;
import dev.dougong.form.viewtype.ViewTypes;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KanbanViewTypeTest {

  private static final FieldTypes TYPES = FieldTypes.onClassPath();
  private static final Document LEAD =
      TestMetadata.document(
          "entity",
          json(
              "{'key':'lead','fields':[{'key':'name','type':'text'},{'key':'budget','type':'money'},"
                  + "{'key':'stage','type':'stage','stages':[{'value':'new'},{'value':'won'}]},"
                  + "{'key':'kind','type':'choice','options':[{'value':'a'},{'value':'b'}]}]}"));

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static List<String> problems(String type, String options) {
    String view =
        "{'key':'board','entity':'lead','type':'"
            + type
            + "','columns':[{'field':'name'}]"
            + (options.isEmpty() ? "" : ",'options':" + options)
            + "}";
    return new CandidateCheck(
            new DocumentKinds(
                List.of(new EntityKind(TYPES), new ViewKind(ViewTypes.onClassPath()))),
            TYPES,
            new Expressions())
            .check(
                new MetadataCompiler.Input(
                    Workspace.MAIN,
                    1,
                    ZoneOffset.UTC,
                    new DocumentSet(List.of(LEAD, TestMetadata.document("view", json(view)))),
                    new TestIds(),
                    Placements.NONE))
            .problems()
            .stream()
            .map(problem -> problem.code() + "@" + problem.place())
            .toList();
  }

  @Test
  void takesChoicesAndStagesWithTheirValuesAndSums() {
    assertThat(problems("kanban", "{'by':'stage','values':['won','new'],'sums':['budget']}"))
        .isEmpty();
    assertThat(problems("kanban", "{'by':'kind'}")).isEmpty();
    assertThat(problems("grid", "")).isEmpty();
  }

  @Test
  void namesEverythingThatIsWrongAtItsPlace() {
    assertThat(
            problems("kanban", "{'by':'stage','values':['new','gone'],'sums':['budget','name']}"))
        .containsExactly("view.unknownValue@/options/values/1", "view.noNumber@/options/sums/1");
    assertThat(problems("kanban", "{'by':'name'}")).containsExactly("view.noChoices@/options/by");
    assertThat(problems("kanban", "{'by':'stge','sums':['bdget']}"))
        .containsExactly(
            "metadata.unknownField@/options/by", "metadata.unknownField@/options/sums/0");
  }

  @Test
  void demandsItsOptionsAndRefusesThoseOfOthers() {
    assertThat(problems("kanban", "")).hasSize(1);
    assertThat(problems("kanban", "{'by':'stage','colour':'red'}")).hasSize(1);
    assertThat(problems("grid", "{'by':'stage'}")).hasSize(1);
    assertThat(problems("mosaic", "")).hasSize(1);
  }

  @Test
  void showsReadersOnlyWhatTheyMayKnow() {
    KanbanViewType type = new KanbanViewType();
    JsonNode options = DocumentJson.read(json("{'by':'stage','sums':['budget','cost']}"));

    JsonNode shown = type.shownTo(options, Set.of("stage", "budget")::contains);

    assertThat(shown).hasToString(json("{'by':'stage','sums':['budget']}"));
    assertThat(type.shownTo(options, Set.of("budget")::contains)).isNull();
  }
}
