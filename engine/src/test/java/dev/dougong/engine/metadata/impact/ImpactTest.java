package dev.dougong.engine.metadata.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.testkit.TestWorkspace;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hangs on a field is found by the kinds themselves, each at its places. */
class ImpactTest {

  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","naturalKey":["code"],
       "page":{"keyFigures":["note"]},"fields":[
        {"key":"name","type":"text"},
        {"key":"code","type":"text","unique":true},
        {"key":"note","type":"text"},
        {"key":"memo","type":"text"},
        {"key":"lines","type":"table","fields":[
          {"key":"price","type":"decimal"},
          {"key":"twice","type":"formula","result":"decimal","expression":"price * 2"}]},
        {"key":"total","type":"formula","result":"decimal","expression":"sum(lines, price)"}],
       "rules":[{"when":"isBlank(note)","field":"note","message":{"zh":"缺"}}]}
      """;
  private static final String SALE =
      """
      {"key":"sale","fields":[
        {"key":"buyer","type":"reference","entity":"customer"},
        {"key":"buyerNote","type":"lookup","via":"buyer","of":"note"},
        {"key":"big","type":"formula","result":"boolean","expression":"buyer.note != \\"x\\""}]}
      """;
  private static final String CLERK =
      """
      {"key":"clerk","label":{"zh":"店员"},"entities":[
        {"entity":"customer","read":true,"fields":{"note":"read"}},
        {"entity":"sale","read":"buyer.note == \\"open\\""}]}
      """;

  private final TestWorkspace workspace = new TestWorkspace();

  @BeforeEach
  void publish() {
    workspace.publish(CUSTOMER, SALE);
    workspace.publishing.publish(List.of(workspace.draft("role", CLERK)), PublishOptions.by(null));
  }

  private static List<String> places(Impact impact) {
    return impact.documents().stream()
        .flatMap(one -> one.uses().stream().map(use -> one.name() + words(use)))
        .toList();
  }

  private static String words(Use use) {
    return use.pointer()
        + " = "
        + use.text()
        + (use.isLoose() ? " loose" : "")
        + (use.isDraft() ? " draft" : "");
  }

  @Test
  void namesEachPlaceAndWhatStandsThere() {
    assertThat(places(workspace.impacts.ofField("customer", "note")))
        .containsExactlyInAnyOrder(
            "entity/customer/page/keyFigures/0 = note loose",
            "entity/customer/rules/0/field = note",
            "entity/customer/rules/0/when = isBlank(note)",
            "entity/sale/fields/1/of = note",
            "entity/sale/fields/2/expression = buyer.note != \"x\"",
            "role/clerk/entities/0/fields/note = note loose",
            "role/clerk/entities/1/read = buyer.note == \"open\"");
  }

  @Test
  void saysPlacesByTheNamesOfTheirEntries() {
    assertThat(workspace.impacts.ofField("customer", "note").documents())
        .flatExtracting(UsingDocument::uses)
        .extracting(use -> String.join("/", use.path()))
        .contains("fields/big/expression", "fields/buyerNote/of", "entities/sale/read")
        .contains("entities/customer/fields/note", "page/keyFigures/note", "rules/note/when");
  }

  @Test
  void findsWaysThroughReferencesAndRows() {
    assertThat(places(workspace.impacts.ofField("sale", "buyer")))
        .contains(
            "entity/sale/fields/1/via = buyer",
            "entity/sale/fields/2/expression = buyer.note != \"x\"",
            "role/clerk/entities/1/read = buyer.note == \"open\"");
    assertThat(places(workspace.impacts.ofField("customer", "lines.price")))
        .containsExactlyInAnyOrder(
            "entity/customer/fields/4/fields/1/expression = price * 2",
            "entity/customer/fields/5/expression = sum(lines, price)");
    assertThat(places(workspace.impacts.ofField("customer", "lines")))
        .contains("entity/customer/fields/5/expression = sum(lines, price)");
  }

  @Test
  void namesWhereAnEntityIsNamed() {
    assertThat(places(workspace.impacts.ofEntity("customer")))
        .containsExactlyInAnyOrder(
            "entity/sale/fields/0/entity = customer", "role/clerk/entities/0/entity = customer");
  }

  @Test
  void tellsOfDraftsWhatIsNotPublished() {
    String rule = "\"sale\",\"read\":\"";
    workspace.draft("role", CLERK.replace(rule, rule + "!isBlank(buyer.note) && "));

    Impact impact = workspace.impacts.ofField("customer", "note");

    assertThat(places(impact))
        .contains(
            "role/clerk/entities/1/read = !isBlank(buyer.note) && buyer.note == \"open\" draft");
    assertThat(impact.documents())
        .filteredOn(one -> one.name().equals(new Document.Name("role", "clerk")))
        .singleElement()
        .satisfies(one -> assertThat(one.hasDraft()).isTrue())
        .satisfies(one -> assertThat(one.isLoose()).isFalse());
  }

  @Test
  void countsRecordsWithAValueWhereverTheValueIs() {
    Entity customer = workspace.metadata().entity("customer");
    Field memo = Objects.requireNonNull(customer.field("memo"));
    Field code = Objects.requireNonNull(customer.field("code"));
    Field lines = Objects.requireNonNull(customer.field("lines"));
    insert(customer, text(memo), code, "'c1'");
    insert(customer, text(memo), code, "null");
    Sql rows =
        Sql.of("jsonb_build_object(")
            .quoted(lines.column())
            .add(", jsonb_build_array(jsonb_build_object(")
            .quoted(lines.rowFields().get(0).column())
            .add(", 5)))");
    insert(customer, rows, code, "null");

    assertThat(workspace.impacts.ofField("customer", "memo").records())
        .isEqualTo(new Impact.Records(2, false));
    assertThat(workspace.impacts.ofField("customer", "code").records())
        .isEqualTo(new Impact.Records(1, false));
    assertThat(workspace.impacts.ofField("customer", "lines.price").records())
        .isEqualTo(new Impact.Records(1, false));
    assertThat(workspace.impacts.ofField("sale", "buyerNote").records()).isNull();
    assertThat(workspace.impacts.ofEntity("customer").records())
        .isEqualTo(new Impact.Records(3, false));
  }

  private static Sql text(Field field) {
    return Sql.of("jsonb_build_object(").quoted(field.column()).add(", 'a')");
  }

  private void insert(Entity entity, Sql data, Field code, String value) {
    workspace.jdbc.update(
        Sql.of("insert into ")
            .add(workspace.workspace.schema(), entity.table())
            .add(" (id, version, created_at, updated_at, data, ")
            .add(code.column())
            .add(") values (gen_random_uuid(), 1, now(), now(), ")
            .add(data)
            .add(", ")
            .add(value.equals("null") ? Sql.of("null") : Sql.of("'c1'"))
            .add(")"));
  }

  @Test
  void refusesWhatIsNotThere() {
    for (String field :
        List.of("nothing", "id", "createdAt", "lines.nothing", "note.price", ".", "")) {
      assertThatThrownBy(() -> workspace.impacts.ofField("customer", field))
          .as(field)
          .isInstanceOf(AccessException.class);
    }
    assertThatThrownBy(() -> workspace.impacts.ofEntity("nobody"))
        .isInstanceOf(AccessException.class);
  }
}
