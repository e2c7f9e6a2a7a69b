package dev.dougong.engine.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.testkit.TestWorkspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuideKindTest {

  private static final String CUSTOMER =
      """
      {"key":"customer","title":"name","fields":[
        {"key":"name","type":"text"},{"key":"visits","type":"integer"}]}
      """;

  private final TestWorkspace workspace = new TestWorkspace(List.of(new GuideKind()));

  @BeforeEach
  void open() {
    workspace.publish(CUSTOMER);
  }

  private List<String> problems(String step) {
    String guide =
        "{\"key\":\"g\",\"label\":{\"zh\":\"上手\"},\"roles\":[\"admin\"],\"steps\":[%s]}"
            .formatted(step);
    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () -> {
              Document.Name name = workspace.draft("guide", guide);
              workspace.publishing.publish(List.of(name), PublishOptions.by(null));
            });
    return refusal == null
        ? List.of()
        : refusal.problems().stream().map(one -> one.code() + " " + one.place()).toList();
  }

  private static String step(String more) {
    return "{\"key\":\"a\",\"label\":{\"zh\":\"一\"}" + more + "}";
  }

  @Test
  void soundStepsArePublished() {
    assertThat(problems(step(""))).isEmpty();
    for (String open : List.of("entity", "new", "import")) {
      assertThat(problems(step(",\"open\":{\"" + open + "\":\"customer\"}"))).as(open).isEmpty();
    }
    assertThat(problems(step(",\"open\":{\"page\":\"tasks\"}"))).isEmpty();
    assertThat(problems(step(",\"done\":{\"entity\":\"customer\"}"))).isEmpty();
    assertThat(
            problems(
                step(
                    ",\"done\":{\"entity\":\"customer\",\"filter\":\"visits > 1 && owner == user()\"}")))
        .isEmpty();
  }

  @Test
  void everythingThatIsWrongIsToldAtItsPlace() {
    assertThat(problems(step(",\"open\":{}"))).singleElement().asString().contains("guide.target");
    assertThat(problems(step(",\"open\":{\"page\":\"tasks\",\"entity\":\"customer\"}")))
        .singleElement()
        .asString()
        .contains("guide.target")
        .endsWith("/steps/0/open");
    assertThat(problems(step(",\"open\":{\"new\":\"costumer\"}")))
        .singleElement()
        .asString()
        .startsWith("metadata.unknownEntity");
    for (String open : List.of("view", "dashboard", "design")) {
      assertThat(problems(step(",\"open\":{\"" + open + "\":\"none\"}")))
          .as(open)
          .singleElement()
          .asString()
          .startsWith("metadata.unknownDocument");
    }
    assertThat(problems(step(",\"open\":{\"page\":\"kitchen\"}")))
        .singleElement()
        .asString()
        .startsWith("metadata.unknownValue");
    assertThat(problems(step(",\"done\":{\"entity\":\"customer\",\"filter\":\"visits + 1\"}")))
        .hasSize(1);
    assertThat(problems(step(",\"done\":{\"entity\":\"customer\",\"filter\":\"visitz > 1\"}")))
        .hasSize(1);
    assertThat(problems(step("") + "," + step("")))
        .singleElement()
        .asString()
        .startsWith("metadata.duplicateKey");
  }

  @Test
  void unknownRolesAreToldAndTheBuiltInOneIsKnown() {
    Document.Name name =
        workspace.draft(
            "guide",
            "{\"key\":\"g\",\"label\":{\"zh\":\"上手\"},\"roles\":[\"admin\",\"clerk\"],\"steps\":[%s]}"
                .formatted(step("")));
    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () -> workspace.publishing.publish(List.of(name), PublishOptions.by(null)));
    assertThat(refusal.problems()).extracting("code").containsExactly("metadata.unknownDocument");
  }

  @Test
  void pagesOfTheSchemaAreThoseOfTheProduct() {
    List<String> schema = new ArrayList<>();
    JsonNode open = new GuideKind().schema().at("/properties/steps/items/properties/open");
    open.at("/properties/page/enum").forEach(page -> schema.add(page.asText()));
    assertThat(schema)
        .containsExactlyElementsOf(Arrays.stream(GuidePage.values()).map(GuidePage::id).toList());
    List<String> targets = new ArrayList<>();
    open.path("properties").fieldNames().forEachRemaining(targets::add);
    assertThat(targets)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(GuideTarget.values()).map(GuideTarget::key).toList());
  }
}
