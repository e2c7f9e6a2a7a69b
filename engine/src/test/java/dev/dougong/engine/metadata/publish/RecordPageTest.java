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

  private static final String ARTICLE =
      """
      {"key":"article","fields":[
        {"key":"title","type":"text"},
        {"key":"live","type":"boolean"},
        {"key":"brands","type":"tags"},
        {"key":"buyers","type":"multiReference","entity":"customer"},
        {"key":"rank","type":"integer"}]}
      """;

  private static String tagged(String page) {
    return "{\"key\":\"customer\",\"page\":"
        + page.replace('\'', '"')
        + ",\"fields\":[{\"key\":\"name\",\"type\":\"text\"},"
        + "{\"key\":\"tags\",\"type\":\"tags\"},"
        + "{\"key\":\"friend\",\"type\":\"reference\",\"entity\":\"customer\"}]}";
  }

  @Test
  void refusesTapsAndHelpThatCannotBe() {
    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () ->
                workspace.publish(
                    ARTICLE,
                    tagged(
                        "{'taps':[{'field':'name'},"
                            + "{'field':'tags','words':{'entity':'article','field':'rank','filter':'rank'}}],"
                            + "'help':[{'entity':'article','filter':'lvie','show':['nothing'],'match':["
                            + "{'field':'rank','with':'name'},{'field':'brands','with':'friend.nmae'}]}]}")));

    assertThat(refusal.problems())
        .extracting(problem -> problem.code() + "@" + problem.place())
        .contains(
            "metadata.notTapped@/page/taps/0/field",
            "metadata.notWord@/page/taps/1/words/field",
            "metadata.notAlike@/page/help/0/match/0/with",
            "metadata.unknownField@/page/help/0/show/0")
        .anyMatch(problem -> problem.endsWith("@/page/taps/1/words/filter"))
        .anyMatch(problem -> problem.endsWith("@/page/help/0/filter"))
        .anyMatch(problem -> problem.endsWith("@/page/help/0/match/1/with"));
  }

  @Test
  void followsRenamesInWhatIsTappedAndLookedUp() {
    workspace.publish(
        ARTICLE,
        tagged(
            "{'taps':[{'field':'tags','words':{'entity':'article','field':'title','filter':'live'}}],"
                + "'help':[{'entity':'article','filter':'live','read':['title'],'match':["
                + "{'field':'brands','with':'friend.name'},{'field':'buyers','with':'friend'}]}]}"));

    workspace.publish(
        ARTICLE
            .replace("{\"key\":\"live\"", "{\"key\":\"shown\",\"formerKeys\":[\"live\"]")
            .replace("{\"key\":\"title\"", "{\"key\":\"heading\",\"formerKeys\":[\"title\"]"));

    Document.Name name = new Document.Name("entity", "customer");
    assertThat(Objects.requireNonNull(workspace.store.find(name)).content())
        .contains("\"shown\"", "\"heading\"")
        .doesNotContain("\"live\"", "\"title\"");
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
