package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.testkit.Asvs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records leave a stage forwards when what it asks for is done, or somebody says why not. */
class ProcedureTest {

  private static final String LEAD =
      """
      {"key":"lead","naturalKey":["name"],"fields":[
       {"key":"name","type":"text"},{"key":"budget","type":"decimal"},{"key":"visitOn","type":"date"},
       {"key":"byPhone","type":"boolean"},{"key":"wechat","type":"text","visible":"!byPhone"},
       {"key":"done","type":"multiChoice","options":[
         {"value":"needs","label":{"zh":"问需求","en":"Ask"}},{"value":"tour","label":{"zh":"带看","en":"Tour"}}]},
       {"key":"why","type":"text"},
       {"key":"stage","type":"stage","checklist":"done","skipReason":"why","stages":[
         {"value":"new","label":{"zh":"新","en":"New"},"next":{"zh":"打电话"},"required":["budget","wechat"],"checks":["needs"]},
         {"value":"called"},{"value":"visited","required":["visitOn"],"checks":["tour"]},
         {"value":"won","kind":"won"},{"value":"lost","kind":"lost"}]}]}
      """;

  private final Desk desk = Desk.of(LEAD);

  private EntityRecord lead(String more) {
    return desk.create("lead", "{'name':'a','byPhone':false" + more + "}");
  }

  private List<String> problems(EntityRecord lead, String values) {
    return Desk.problems(() -> desk.patch(lead, values));
  }

  private @Nullable Object stage(EntityRecord lead) {
    return desk.stored("lead", lead.id(), "stage");
  }

  @Test
  void saysAllThatIsMissingAtOnceAndChangesNothing() {
    EntityRecord lead = lead(",'stage':'new'");
    assertThat(problems(lead, "{'stage':'called'}"))
        .containsExactlyInAnyOrder(
            "record.stageNeedsField@/budget",
            "record.stageNeedsField@/wechat",
            "record.stageNeedsChecks@/done");
    assertThat(stage(lead)).isEqualTo("new");
    var problem =
        Desk.problem(() -> desk.patch(lead, "{'stage':'called','budget':1,'wechat':'w'}"));
    assertThat(problem.arguments().toString()).contains("问需求").contains("Ask").contains("New");
  }

  private static final String MEASURED =
      LEAD.replace(
              "\"skipReason\":\"why\"",
              "\"skipReason\":\"why\",\"edition\":\"2\","
                  + "\"measure\":{\"edition\":\"sop\",\"asked\":\"asked\",\"done\":\"kept\"}")
          .replace(
              "{\"key\":\"why\",\"type\":\"text\"},",
              "{\"key\":\"why\",\"type\":\"text\"},{\"key\":\"sop\",\"type\":\"text\"},"
                  + "{\"key\":\"asked\",\"type\":\"integer\"},{\"key\":\"kept\",\"type\":\"integer\"},");

  @Test
  void measuresWhatWasAskedForAndDoneWhenAStageIsLeft() {
    Desk measured = Desk.of(MEASURED);
    EntityRecord lead =
        measured.create("lead", "{'name':'a','byPhone':false,'stage':'new','done':['needs']}");
    assertThat(measured.value(lead, "sop")).isEqualTo("2");
    EntityRecord called = measured.patch(lead, "{'stage':'called','budget':1,'why':'急'}");
    assertThat(measured.value(called, "asked")).isEqualTo(3L);
    assertThat(measured.value(called, "kept")).isEqualTo(2L);
    EntityRecord visited = measured.patch(called, "{'stage':'visited'}");
    assertThat(measured.value(visited, "asked")).isEqualTo(3L);
    EntityRecord won =
        measured.patch(visited, "{'stage':'won','visitOn':'2026-03-01','done':['needs','tour']}");
    assertThat(measured.value(won, "asked")).isEqualTo(5L);
    assertThat(measured.value(won, "kept")).isEqualTo(4L);
    EntityRecord back = measured.patch(won, "{'stage':'new'}");
    assertThat(measured.value(back, "asked")).isEqualTo(5L);
  }

  @Test
  void takesWhatIsMissingInTheSameWrite() {
    EntityRecord lead = lead(",'stage':'new'");
    assertThat(
            desk.value(
                desk.patch(lead, "{'stage':'called','budget':1,'wechat':'w','done':['needs']}"),
                "stage"))
        .isEqualTo("called");
  }

  @Asvs("2.3.1")
  @Test
  void holdsOnlyTheStageThatIsLeftAndOnlyForwards() {
    EntityRecord won = lead(",'stage':'called'");
    EntityRecord jumped = desk.patch(won, "{'stage':'won'}");
    EntityRecord back = desk.patch(jumped, "{'stage':'new'}");
    EntityRecord lost = desk.patch(back, "{'stage':'lost'}");
    EntityRecord again = desk.patch(lost, "{'stage':'visited'}");
    assertThat(problems(again, "{'stage':'won'}"))
        .containsExactly("record.stageNeedsField@/visitOn", "record.stageNeedsChecks@/done");
    assertThat(problems(again, "{'stage':'called'}")).isEmpty();
  }

  @Test
  void whatAConditionHidesIsNotAsked() {
    EntityRecord lead = lead(",'stage':'new','budget':1,'done':['needs']");
    assertThat(problems(lead, "{'stage':'called','byPhone':true}")).isEmpty();
  }

  @Test
  void aReasonOfThisWriteLetsItBeLeftOutAndAnOldOneDoesNot() {
    EntityRecord lead = lead(",'stage':'new','why':'old'");
    assertThat(problems(lead, "{'stage':'called','why':'old'}")).hasSize(3);
    assertThat(problems(lead, "{'stage':'called','why':' '}")).hasSize(3);
    EntityRecord moved = desk.patch(lead, "{'stage':'called','why':'老客户直接来店'}");
    assertThat(desk.value(moved, "stage")).isEqualTo("called");
    assertThat(String.join("\n", desk.changes(lead.id()))).contains("老客户直接来店");
  }

  @Test
  void whoMayNotWriteTheReasonMayNotLeaveAnythingOut() {
    EntityRecord lead = lead(",'stage':'new'");
    var narrow = desk.clerk().with("lead", "why", FieldAccess.READ);
    assertThat(
            Desk.problems(
                () ->
                    desk.records.patch(
                        narrow,
                        "lead",
                        lead.id(),
                        lead.version(),
                        Desk.json("{'stage':'called','why':'x'}"),
                        WriteOptions.API)))
        .isNotEmpty();
    assertThat(stage(lead)).isEqualTo("new");
  }

  @Test
  void everyWayOfWritingIsHeldButThatOfDocuments() {
    EntityRecord lead = lead(",'stage':'new'");
    var patch = Desk.json("{'stage':'called'}");
    var operation = new Operation.Patch(lead.id(), null, patch);
    assertThat(
            Desk.problems(
                () ->
                    desk.records.batch(desk.clerk(), "lead", List.of(operation), WriteOptions.API)))
        .contains("record.stageNeedsChecks@/operations/0/values/done");
    assertThat(
            Desk.problems(
                () ->
                    desk.records.upsert(
                        desk.clerk(),
                        "lead",
                        List.of("name"),
                        List.of(Desk.json("{'name':'a','stage':'called'}")),
                        new WriteOptions(null, "import"))))
        .hasSize(3);
    var moved =
        desk.records.patch(
            desk.clerk(),
            "lead",
            lead.id(),
            lead.version(),
            patch,
            WriteOptions.ofDocument("workflow:firstCall"));
    assertThat(desk.value(moved, "stage")).isEqualTo("called");
  }
}
