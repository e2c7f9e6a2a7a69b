package dev.dougong.engine.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.testkit.TestWorkspace;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rules for duplicates are checked, follow renames, and bring their fields into columns. */
class DuplicateRulesTest {

  private final TestWorkspace workspace = new TestWorkspace();

  private static String person(String rules, String wechat) {
    return ("{'key':'person','duplicates':"
            + rules
            + ",'fields':[{'key':'name','type':'text'},"
            + wechat
            + ",{'key':'vip','type':'boolean'},{'key':'tags','type':'tags'},"
            + "{'key':'level','type':'choice','options':[{'value':'a'}]},"
            + "{'key':'born','type':'date'},"
            + "{'key':'age','type':'formula','result':'integer',"
            + "'expression':'yearsBetween(born, today())'}]}")
        .replace('\'', '"');
  }

  private static String person(String rules) {
    return person(rules, "{'key':'wechat','type':'text'}");
  }

  @Test
  void refusesRulesThatWouldCompareEveryRecordWithEveryOther() {
    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () ->
                workspace.publish(
                    person(
                        "[{'key':'a','match':[{'field':'name','how':'similar'}]},"
                            + "{'key':'b','match':[{'field':'vip'},{'field':'level'}]},"
                            + "{'key':'c','match':[{'field':'tags'}]},"
                            + "{'key':'d','match':[{'field':'age'}]},"
                            + "{'key':'e','match':[{'field':'wechat'},{'field':'born','how':'similar'}]},"
                            + "{'key':'f','match':[{'field':'wechta'}]},"
                            + "{'key':'f','match':[{'field':'wechat'},{'field':'wechat'}]}]")));

    assertThat(refusal.problems())
        .extracting(problem -> problem.code() + "@" + problem.place())
        .containsExactlyInAnyOrder(
            "metadata.noExactMatch@/duplicates/0/match",
            "metadata.noExactMatch@/duplicates/1/match",
            "metadata.notMatchField@/duplicates/2/match/0/field",
            "metadata.notMatchField@/duplicates/3/match/0/field",
            "metadata.notSimilarField@/duplicates/4/match/1/field",
            "metadata.unknownField@/duplicates/5/match/0/field",
            "metadata.repeated@/duplicates/6/key",
            "metadata.repeated@/duplicates/6/match/1/field");
  }

  @Test
  void readsItsFieldsFromColumnsAndFollowsTheirRename() {
    String rules = "[{'key':'same','match':[{'field':'wechat'}]}]";
    workspace.publish(person(rules));
    assertThat(placement("wechat")).isEqualTo(Placement.COLUMN);
    assertThat(placement("name")).isEqualTo(Placement.DOCUMENT);

    workspace.publish(person(rules, "{'key':'weixin','type':'text','formerKeys':['wechat']}"));

    Document.Name name = new Document.Name("entity", "person");
    assertThat(Objects.requireNonNull(workspace.store.find(name)).content())
        .contains("\"field\" : \"weixin\"");
  }

  private Placement placement(String field) {
    return Objects.requireNonNull(workspace.metadata().entity("person").field(field)).placement();
  }
}
