package dev.dougong.form.viewtype.gallery;

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

class GalleryViewTypeTest {

  private static final FieldTypes TYPES = FieldTypes.onClassPath();
  private static final Document PRODUCT =
      TestMetadata.document(
          "entity",
          json(
              "{'key':'product','fields':[{'key':'name','type':'text'},"
                  + "{'key':'image','type':'image'},{'key':'papers','type':'file'}]}"));

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static List<String> problems(String options) {
    String view =
        "{'key':'shelf','entity':'product','type':'gallery','columns':[{'field':'name'}]"
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
                    new DocumentSet(List.of(PRODUCT, TestMetadata.document("view", json(view)))),
                    new TestIds(),
                    Placements.NONE))
            .problems()
            .stream()
            .map(problem -> problem.code() + "@" + problem.place())
            .toList();
  }

  @Test
  void takesFieldsThatHoldFiles() {
    assertThat(problems("{'picture':'image'}")).isEmpty();
    assertThat(problems("{'picture':'papers','fit':'contain'}")).isEmpty();
  }

  @Test
  void namesWhatIsWrongAtItsPlace() {
    assertThat(problems("{'picture':'name'}")).containsExactly("view.noPictures@/options/picture");
    assertThat(problems("{'picture':'imge'}"))
        .containsExactly("metadata.unknownField@/options/picture");
  }

  @Test
  void demandsItsOptionsAndRefusesThoseOfOthers() {
    assertThat(problems("")).hasSize(1);
    assertThat(problems("{'picture':'image','fit':'stretch'}")).hasSize(1);
    assertThat(problems("{'picture':'image','by':'name'}")).hasSize(1);
  }

  @Test
  void isNotShownToReadersWithoutTheField() {
    GalleryViewType type = new GalleryViewType();
    JsonNode options = DocumentJson.read(json("{'picture':'image','fit':'contain'}"));

    assertThat(type.shownTo(options, Set.of("image")::contains)).isEqualTo(options);
    assertThat(type.shownTo(options, Set.of("name")::contains)).isNull();
  }
}
