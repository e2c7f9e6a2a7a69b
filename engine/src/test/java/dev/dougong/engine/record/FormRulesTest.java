package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.Records.HeldTo;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.testkit.TestAccess;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Writes are held to the form that they name; without one, to what some form would let through. */
class FormRulesTest {

  private static final String SHOP =
      "{'key':'shop','fields':[{'key':'name','type':'text'},{'key':'city','type':'text'}]}";
  private static final String LEAD =
      "{'key':'lead','fields':[{'key':'name','type':'text'},"
          + "{'key':'purpose','type':'text'},{'key':'game','type':'text'},"
          + "{'key':'level','type':'choice','options':[{'value':'gold'},{'value':'silver'},{'value':'bronze'}]},"
          + "{'key':'price','type':'decimal'},{'key':'paid','type':'boolean'},"
          + "{'key':'points','type':'integer'},{'key':'bonus','type':'integer'},"
          + "{'key':'reason','type':'text','visible':'paid'},{'key':'note','type':'text'},"
          + "{'key':'twice','type':'formula','result':'decimal','expression':'price * 2'},"
          + "{'key':'shop','type':'reference','entity':'shop'}]}";
  private static final WriteOptions BY_FORM =
      new WriteOptions(null, "api", new HeldTo.Form("counter"));

  private final Desk desk = Desk.of(SHOP.replace('\'', '"'), LEAD.replace('\'', '"'));
  private final JdbcRecords records =
      new JdbcRecords(
          new WriteParts(
              desk.parts.jdbc(),
              desk.parts.transactions(),
              desk.parts.types(),
              desk.parts.evaluator(),
              desk.parts.terms(),
              desk.parts.ids(),
              desk.parts.directory(),
              RecordListener.NONE,
              new Counter()));

  /** Three forms of the entity lead; the short one leaves the price free. */
  private final class Counter implements FormRuleSource {

    @Override
    public @Nullable FormRules find(Metadata metadata, Entity entity, String form) {
      if (!entity.key().equals("lead")) {
        return null;
      }
      return switch (form) {
        case "counter" -> counter();
        case "phone" -> phone();
        case "short" -> new FormRules(ids("name", "price"), List.of(), List.of());
        default -> null;
      };
    }

    @Override
    public List<String> keys(Metadata metadata, Entity entity) {
      return entity.key().equals("lead") ? List.of("counter", "phone", "short") : List.of();
    }
  }

  private FormRules counter() {
    return new FormRules(
        ids("name", "purpose", "game", "level", "price", "paid", "points", "bonus", "shop"),
        List.of(new FormRules.Shown(ids("game"), List.of(when("purpose == \"gaming\"")))),
        List.of(
            rule("purpose == \"gaming\"", ids("game"), Set.of(), Map.of(), Map.of()),
            rule("paid", Set.of(), ids("price", "purpose"), Map.of(), Map.of()),
            rule("price < 100", Set.of(), Set.of(), offer("silver"), Map.of()),
            rule("twice > 50", Set.of(), Set.of(), Map.of(), Map.of(id("points"), when("price"))),
            rule(
                "points > 0",
                Set.of(),
                Set.of(),
                Map.of(),
                Map.of(id("bonus"), when("points + 1"))),
            rule("shop.city == \"far\"", ids("name"), Set.of(), Map.of(), Map.of())));
  }

  private FormRules phone() {
    return new FormRules(
        ids("game", "level", "note"),
        List.of(
            new FormRules.Shown(ids("game"), List.of(when("purpose == \"play\""))),
            new FormRules.Shown(ids("note"), List.of(when("shop.city == \"far\"")))),
        List.of(rule("points > 90", Set.of(), Set.of(), offer("gold"), Map.of())));
  }

  private Map<Integer, Set<String>> offer(String level) {
    return Map.of(id("level"), Set.of(level));
  }

  private Set<Integer> ids(String... keys) {
    Set<Integer> ids = new HashSet<>();
    for (String key : keys) {
      ids.add(id(key));
    }
    return ids;
  }

  private int id(String key) {
    return desk.field("lead", key).id();
  }

  private Expression when(String text) {
    return Objects.requireNonNull(
        new Expressions().check(text, desk.metadata().entity("lead").scope(), null).expression());
  }

  private FormRules.Rule rule(
      String when,
      Set<Integer> required,
      Set<Integer> readOnly,
      Map<Integer, Set<String>> offered,
      Map<Integer, Expression> values) {
    return new FormRules.Rule(when(when), required, readOnly, offered, values);
  }

  private EntityRecord create(String values) {
    return records.create(desk.clerk(), "lead", Desk.json(values), BY_FORM);
  }

  private EntityRecord patch(EntityRecord record, String values) {
    return records.patch(
        desk.clerk(), "lead", record.id(), record.version(), Desk.json(values), BY_FORM);
  }

  @Test
  void refusesWhatTheFormHides() {
    assertThat(Desk.problems(() -> create("{'game':'chess'}")))
        .containsExactly("record.hiddenByRule@/game");
    EntityRecord made = create("{'purpose':'gaming','game':'chess'}");
    assertThat(Desk.problems(() -> patch(made, "{'purpose':'work','game':'go'}")))
        .containsExactly("record.hiddenByRule@/game");

    EntityRecord left = patch(made, "{'purpose':'work','game':'chess'}");

    assertThat(desk.value(left, "game")).isEqualTo("chess");
  }

  @Asvs("8.3.1")
  @Test
  void refusesWhatTheFormLocks() {
    EntityRecord made = create("{'price':5,'paid':false}");
    EntityRecord paid = patch(made, "{'paid':true}");
    assertThat(Desk.problems(() -> patch(paid, "{'price':6}")))
        .containsExactly("record.lockedByRule@/price");

    EntityRecord open = patch(paid, "{'price':6,'paid':false}");

    assertThat(desk.value(open, "price")).hasToString("6");
  }

  @Asvs("2.2.3")
  @Test
  void demandsWhatTheFormDemands() {
    assertThat(Desk.problems(() -> create("{'purpose':'gaming'}")))
        .containsExactly("record.required@/game");
    EntityRecord made = create("{'name':'a'}");
    assertThat(Desk.problems(() -> patch(made, "{'purpose':'gaming'}")))
        .containsExactly("record.required@/game");
    TestAccess reader = desk.clerk().with("lead", "game", FieldAccess.READ);
    records.create(reader, "lead", Desk.json("{'purpose':'gaming'}"), BY_FORM);
  }

  @Test
  void takesOnlyWhatTheFormOffers() {
    assertThat(Desk.problems(() -> create("{'price':5,'level':'gold'}")))
        .containsExactly("record.notOfferedByRule@/level");
    EntityRecord made = create("{'price':500,'level':'gold'}");
    assertThat(Desk.problems(() -> patch(made, "{'price':5}")))
        .containsExactly("record.notOfferedByRule@/level");
    create("{'price':5,'level':'silver'}");
  }

  @Test
  void givesValuesThatFollowFromFormulasAndFromEachOther() {
    EntityRecord made = create("{'price':30}");
    assertThat(desk.value(made, "points")).isEqualTo(30L);
    assertThat(desk.value(made, "bonus")).isEqualTo(31L);
    assertThat(desk.value(create("{'price':20}"), "points")).isNull();
  }

  @Test
  void leavesWhatTheWriterNamesAndWhatDidNotFollowAnew() {
    EntityRecord made = create("{'price':30,'points':7}");
    assertThat(desk.value(made, "points")).isEqualTo(7L);
    assertThat(desk.value(made, "bonus")).isEqualTo(8L);
    EntityRecord renamed = patch(made, "{'name':'b'}");
    assertThat(desk.value(renamed, "points")).isEqualTo(7L);
    EntityRecord dearer = patch(renamed, "{'price':40}");
    assertThat(desk.value(dearer, "points")).isEqualTo(40L);
    assertThat(desk.value(create("{'price':30,'points':null}"), "points")).isNull();
  }

  private EntityRecord plain(String values) {
    return records.create(desk.clerk(), "lead", Desk.json(values), WriteOptions.API);
  }

  private EntityRecord plainly(EntityRecord record, String values) {
    return records.patch(
        desk.clerk(), "lead", record.id(), record.version(), Desk.json(values), WriteOptions.API);
  }

  @Test
  void writesThatNameNoFormPassWhereOneFormWouldLetThemThrough() {
    assertThat(Desk.problems(() -> plain("{'game':'chess'}")))
        .containsExactly("record.hiddenByRule@/game");
    plain("{'game':'chess','purpose':'gaming'}");
    plain("{'game':'chess','purpose':'play'}");
    plain("{'purpose':'gaming'}");
    assertThat(Desk.problems(() -> plain("{'note':'x'}")))
        .containsExactly("record.hiddenByRule@/note");
    assertThat(Desk.problems(() -> plain("{'level':'gold','price':5,'points':3}"))).isEmpty();
    assertThat(Desk.problems(() -> plain("{'level':'silver','price':500,'points':99}"))).isEmpty();
    assertThat(Desk.problems(() -> plain("{'level':'bronze','price':5,'points':99}")))
        .containsExactly("record.notOfferedByRule@/level");
  }

  @Test
  void writesThatNameNoFormMayNotChangeWhatEveryFormLocks() {
    EntityRecord paid = plain("{'paid':true,'price':5}");
    assertThat(Desk.problems(() -> plainly(paid, "{'purpose':'work'}")))
        .containsExactly("record.lockedByRule@/purpose");
    EntityRecord dearer = plainly(paid, "{'price':6}");
    assertThat(desk.value(dearer, "price")).hasToString("6");
  }

  @Test
  void writesThatNameNoFormGetNoValuesOfRules() {
    assertThat(desk.value(plain("{'price':30}"), "points")).isNull();
  }

  @Test
  void holdsWhatTheNamedFormDoesNotShowToTheOtherForms() {
    WriteOptions shortly = new WriteOptions(null, "api", new HeldTo.Form("short"));
    assertThat(
            Desk.problems(
                () ->
                    records.create(
                        desk.clerk(), "lead", Desk.json("{'name':'a','note':'x'}"), shortly)))
        .containsExactly("record.hiddenByRule@/note");
    records.create(desk.clerk(), "lead", Desk.json("{'name':'a','purpose':'gaming'}"), shortly);
  }

  @Asvs("2.2.2")
  @Test
  void holdsEveryWriterToWhatTheEntityHides() {
    assertThat(Desk.problems(() -> plain("{'reason':'x'}")))
        .containsExactly("record.hiddenByRule@/reason");
    assertThat(Desk.problems(() -> create("{'reason':'x'}")))
        .containsExactly("record.hiddenByRule@/reason");
    EntityRecord paid = plain("{'reason':'x','paid':true}");

    EntityRecord open = plainly(paid, "{'reason':'x','paid':false}");

    assertThat(desk.value(open, "reason")).isEqualTo("x");
  }

  @Test
  void whatHidesAFieldMayEmptyIt() {
    EntityRecord paid = plain("{'reason':'x','paid':true}");
    EntityRecord open = plainly(paid, "{'reason':null,'paid':false}");
    assertThat(desk.value(open, "reason")).isNull();
    EntityRecord game = create("{'purpose':'gaming','game':'chess'}");
    EntityRecord work = patch(game, "{'purpose':'work','game':null}");
    assertThat(desk.value(work, "game")).isNull();
    EntityRecord kept = plainly(plain("{'reason':'x','paid':true}"), "{'paid':false}");
    assertThat(Desk.problems(() -> plainly(kept, "{'reason':null}")))
        .containsExactly("record.hiddenByRule@/reason");
  }

  @Test
  void letsDocumentsWriteWhatPeopleMayNotEnter() {
    EntityRecord made =
        records.create(
            desk.clerk(),
            "lead",
            Desk.json("{'game':'chess','reason':'x','note':'y'}"),
            WriteOptions.ofDocument("workflow:tidy"));
    assertThat(desk.value(made, "game")).isEqualTo("chess");
  }

  @Test
  void aChangeAnswersOnlyForWhatItBringsAbout() {
    EntityRecord made =
        records.create(
            desk.clerk(),
            "lead",
            Desk.json("{'purpose':'gaming','price':5,'level':'gold'}"),
            WriteOptions.ofDocument("package"));
    EntityRecord renamed = patch(made, "{'name':'b'}");
    assertThat(Desk.problems(() -> patch(renamed, "{'game':null}")))
        .containsExactly("record.required@/game");
    assertThat(Desk.problems(() -> patch(renamed, "{'level':'gold'}")))
        .containsExactly("record.notOfferedByRule@/level");
  }

  @Test
  void refusesFormsThatTheEntityDoesNotHave() {
    WriteOptions other = new WriteOptions(null, "api", new HeldTo.Form("conter"));
    assertThat(Desk.problems(() -> records.create(desk.clerk(), "lead", Desk.json("{}"), other)))
        .containsExactly("record.unknownForm@");
    assertThat(Desk.problems(() -> records.create(desk.clerk(), "shop", Desk.json("{}"), BY_FORM)))
        .containsExactly("record.unknownForm@");
  }

  @Test
  void batchesTellTheOperation() {
    EntityRecord far =
        records.create(desk.clerk(), "shop", Desk.json("{'city':'far'}"), WriteOptions.API);
    List<Operation> operations =
        List.of(
            new Operation.Create(Desk.json("{'name':'a','shop':'" + far.id() + "'}")),
            new Operation.Create(Desk.json("{'shop':'" + far.id() + "'}")),
            new Operation.Create(Desk.json("{'game':'go'}")));
    assertThat(Desk.problems(() -> records.batch(desk.clerk(), "lead", operations, BY_FORM)))
        .containsExactly(
            "record.required@/operations/1/values/name",
            "record.hiddenByRule@/operations/2/values/game");
  }
}
