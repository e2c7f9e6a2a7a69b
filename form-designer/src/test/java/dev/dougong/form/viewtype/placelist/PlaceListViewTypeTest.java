package dev.dougong.form.viewtype.placelist;

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

class PlaceListViewTypeTest {

  private static final FieldTypes TYPES = FieldTypes.onClassPath();

  private static List<String> problems(String options) {
    Document entity =
        TestMetadata.document(
            "entity",
            json(
                "{'key':'job','fields':[{'key':'name','type':'text'},"
                    + "{'key':'phone','type':'phone'},{'key':'street','type':'text'},"
                    + "{'key':'opens','type':'time'},{'key':'closes','type':'time'},"
                    + "{'key':'area','type':'region'},{'key':'size','type':'integer'}]}"));
    Document view =
        TestMetadata.document(
            "view",
            json(
                "{'key':'jobs','entity':'job','type':'placeList','columns':[{'field':'name'}],"
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
    assertThat(
            problems(
                "{'address':'street','phone':'phone','opens':'opens','closes':'closes',"
                    + "'group':'area'}"))
        .isEmpty();
    assertThat(problems("{'address':'street'}")).isEmpty();
    assertThat(problems("{'address':'size','phone':'size','opens':'street','group':'size'}"))
        .containsExactly(
            "view.noText@/options/address",
            "view.noGroup@/options/group",
            "view.noTime@/options/opens",
            "view.noText@/options/phone");
    assertThat(problems("{'address':'gone'}"))
        .containsExactly("metadata.unknownField@/options/address");
    assertThat(problems("{}")).hasSize(1);
  }

  @Test
  void leavesOutWhatTheReaderMayNotSee() {
    PlaceListViewType type = new PlaceListViewType();
    JsonNode options = DocumentJson.read(json("{'address':'street','phone':'phone'}"));

    assertThat(type.shownTo(options, Set.of("street", "phone")::contains)).isEqualTo(options);
    assertThat(type.shownTo(options, Set.of("street")::contains))
        .isEqualTo(DocumentJson.read(json("{'address':'street'}")));
    assertThat(type.shownTo(options, Set.of("phone")::contains)).isNull();
  }
}
