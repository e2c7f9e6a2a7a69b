package dev.dougong.form.viewtype.calendar;

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

class CalendarViewTypeTest {

  private static final FieldTypes TYPES = FieldTypes.onClassPath();

  private static List<String> problems(String options) {
    Document entity =
        TestMetadata.document(
            "entity",
            json(
                "{'key':'job','fields':[{'key':'name','type':'text'},"
                    + "{'key':'due','type':'date'}]}"));
    Document view =
        TestMetadata.document(
            "view",
            json(
                "{'key':'jobs','entity':'job','type':'calendar','columns':[{'field':'name'}],"
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
    assertThat(problems("{'by':'due'}")).isEmpty();
    assertThat(problems("{'by':'name'}")).containsExactly("view.noDate@/options/by");
    assertThat(problems("{'by':'gone'}")).containsExactly("metadata.unknownField@/options/by");
    assertThat(problems("{}")).hasSize(1);
  }

  @Test
  void hasNoSenseForWhoMayNotSeeItsField() {
    CalendarViewType type = new CalendarViewType();
    JsonNode options = DocumentJson.read(json("{'by':'due'}"));

    assertThat(type.shownTo(options, Set.of("due")::contains)).isEqualTo(options);
    assertThat(type.shownTo(options, Set.of("name")::contains)).isNull();
  }
}
