package dev.dougong.form.viewtype.gantt;

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

class GanttViewTypeTest {

  private static final FieldTypes TYPES = FieldTypes.onClassPath();

  private static List<String> problems(String options) {
    Document entity =
        TestMetadata.document(
            "entity",
            json(
                "{'key':'job','fields':[{'key':'name','type':'text'},"
                    + "{'key':'from','type':'date'},{'key':'to','type':'date'},"
                    + "{'key':'kind','type':'choice','options':[{'value':'a'}]},"
                    + "{'key':'effort','type':'integer'}]}"));
    Document view =
        TestMetadata.document(
            "view",
            json(
                "{'key':'jobs','entity':'job','type':'gantt','columns':[{'field':'name'}],"
                    + "'options':"
                    + options
                    + "}"));
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
                    new DocumentSet(List.of(entity, view)),
                    new TestIds(),
                    Placements.NONE))
            .problems()
            .stream()
            .map(problem -> problem.code() + "@" + problem.place())
            .toList();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void takesOnlyFieldsThatFit() {
    assertThat(problems("{'start':'from','end':'to','group':'kind','color':'kind'}")).isEmpty();
    assertThat(problems("{'start':'name','end':'effort'}"))
        .containsExactly("view.noDate@/options/start", "view.noDate@/options/end");
    assertThat(problems("{'start':'from','end':'from'}"))
        .containsExactly("view.sameDates@/options/end");
    assertThat(problems("{'start':'from','end':'to','group':'effort','color':'name'}"))
        .containsExactly("view.noGroup@/options/group", "view.noChoices@/options/color");
    assertThat(problems("{'start':'from','end':'gone'}"))
        .containsExactly("metadata.unknownField@/options/end");
    assertThat(problems("{'start':'from'}")).hasSize(1);
  }

  @Test
  void leavesOutWhatTheReaderMayNotSee() {
    GanttViewType type = new GanttViewType();
    JsonNode options =
        DocumentJson.read(json("{'start':'from','end':'to','group':'kind','color':'kind'}"));

    assertThat(type.shownTo(options, Set.of("from", "to", "kind")::contains)).isEqualTo(options);
    assertThat(type.shownTo(options, Set.of("from", "to")::contains))
        .isEqualTo(DocumentJson.read(json("{'start':'from','end':'to'}")));
    assertThat(type.shownTo(options, Set.of("from", "kind")::contains)).isNull();
  }
}
