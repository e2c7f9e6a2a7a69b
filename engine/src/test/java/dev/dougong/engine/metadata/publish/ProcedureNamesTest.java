package dev.dougong.engine.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.testkit.TestWorkspace;
import org.junit.jupiter.api.Test;

/** What stages ask for is checked, and follows renames. */
class ProcedureNamesTest {

  private final TestWorkspace workspace = new TestWorkspace();

  private static String lead(String head, String budget, String stage) {
    return ("{'key':'lead'"
            + head
            + ",'fields':["
            + budget
            + ",{'key':'why','type':'text'},"
            + "{'key':'done','type':'multiChoice','options':[{'value':'needs'}]},"
            + "{'key':'age','type':'formula','result':'integer','expression':'daysBetween(today(), today())'},"
            + "{'key':'twice','type':'formula','result':'integer','expression':'1 + 1'},"
            + "{'key':'stage','type':'stage',"
            + stage
            + "}]}")
        .replace('\'', '"');
  }

  private static final String BUDGET = "{'key':'budget','type':'integer'}";

  @Test
  void refusesWhatNobodyCouldDo() {
    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () ->
                workspace.publish(
                    lead(
                        ",'importance':'age'",
                        BUDGET,
                        "'checklist':'why','skipReason':'done','stages':["
                            + "{'value':'a','required':['nothing','twice'],'checks':['needs']}]")));
    assertThat(refusal.problems())
        .extracting(problem -> problem.code() + "@" + problem.place())
        .containsExactlyInAnyOrder(
            "metadata.notStoredNumber@/importance",
            "metadata.notChecklist@/fields/5/checklist",
            "metadata.notReasonField@/fields/5/skipReason",
            "metadata.unknownField@/fields/5/stages/0/required/0",
            "metadata.notEnteredField@/fields/5/stages/0/required/1");
  }

  @Test
  void refusesFieldsThatCannotHoldAMeasure() {
    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () ->
                workspace.publish(
                    lead(
                        "",
                        BUDGET,
                        "'measure':{'edition':'budget','asked':'why','done':'twice'},"
                            + "'stages':[{'value':'a','required':['budget']}]")));
    assertThat(refusal.problems())
        .extracting(problem -> problem.code() + "@" + problem.place())
        .containsExactlyInAnyOrder(
            "metadata.notMeasure@/fields/5/measure/edition",
            "metadata.notMeasure@/fields/5/measure/asked",
            "metadata.notMeasure@/fields/5/measure/done");
  }

  @Test
  void refusesUnknownChecksAndChecksWithoutAChecklist() {
    InputException unknown =
        catchThrowableOfType(
            InputException.class,
            () ->
                workspace.publish(
                    lead(
                        "",
                        BUDGET,
                        "'checklist':'done','stages':[{'value':'a','checks':['neds']}]")));
    assertThat(unknown.problems())
        .extracting(problem -> problem.code() + "@" + problem.place())
        .containsExactly("value.unknownOption@/fields/5/stages/0/checks/0");
    InputException none =
        catchThrowableOfType(
            InputException.class,
            () ->
                workspace.publish(lead("", BUDGET, "'stages':[{'value':'a','checks':['needs']}]")));
    assertThat(none.problems())
        .extracting(problem -> problem.code() + "@" + problem.place())
        .containsExactly("metadata.noChecklist@/fields/5/stages/0/checks");
  }

  @Test
  void followsTheRenameOfAField() {
    String stage =
        "'checklist':'done','stages':[{'value':'a','required':['budget'],'checks':['needs']}]";
    workspace.publish(lead(",'importance':'budget'", BUDGET, stage));
    workspace.publish(
        lead(
            ",'importance':'budget'",
            "{'key':'money','type':'integer','formerKeys':['budget']}",
            stage));
    var lead = workspace.metadata().entity("lead");
    assertThat(lead.definition().source().toString())
        .contains("\"required\":[\"money\"]")
        .contains("\"importance\":\"money\"");
    assertThat(lead.importance()).isNotNull();
  }
}
