package dev.dougong.engine.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.testkit.TestWorkspace;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the page of a record names is checked, and follows renames. */
class RecordPageTest {

  private static final String SALE =
      """
      {"key":"sale","fields":[
        {"key":"buyer","type":"reference","entity":"customer"},
        {"key":"soldAt","type":"dateTime"},
        {"key":"amount","type":"decimal"}]}
      """;

  private final TestWorkspace workspace = new TestWorkspace();

  private static String customer(String page) {
    return "{\"key\":\"customer\",\"page\":"
        + page.replace('\'', '"')
        + ",\"fields\":[{\"key\":\"name\",\"type\":\"text\"},{\"key\":\"points\",\"type\":\"integer\"}]}";
  }

  @Test
  void refusesWhatThePageNamesAndIsNotThere() {
    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () ->
                workspace.publish(
                    SALE,
                    customer(
                        "{'keyFigures':['pionts'],'timeline':["
                            + "{'entity':'sle','via':'buyer'},"
                            + "{'entity':'sale','via':'amount','at':'amount','show':['nothing']},"
                            + "{'entity':'sale','via':'byer'}]}")));

    assertThat(refusal.problems())
        .extracting(problem -> problem.code() + "@" + problem.place())
        .contains(
            "metadata.unknownField@/page/keyFigures/0",
            "metadata.unknownEntity@/page/timeline/0/entity",
            "metadata.notReferenceHere@/page/timeline/1/via",
            "metadata.notStoredTime@/page/timeline/1/at",
            "metadata.unknownField@/page/timeline/1/show/0",
            "metadata.unknownField@/page/timeline/2/via");
  }

  @Test
  void followsAFieldThatGetsAnotherKey() {
    workspace.publish(
        SALE,
        customer(
            "{'keyFigures':['points'],'timeline':["
                + "{'entity':'sale','via':'buyer','at':'soldAt','show':['amount']}]}"));

    workspace.publish(
        SALE.replace("{\"key\":\"soldAt\"", "{\"key\":\"paidAt\",\"formerKeys\":[\"soldAt\"]"));

    Document.Name name = new Document.Name("entity", "customer");
    assertThat(Objects.requireNonNull(workspace.store.find(name)).content())
        .contains("paidAt")
        .doesNotContain("soldAt");
  }
}
