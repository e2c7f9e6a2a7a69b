package dev.dougong.engine.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.engine.testkit.TestWorkspace;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What names a field goes on naming it after the field got another key. */
class RenameTest {

  private static final String CUSTOMER =
      """
      {"key":"customer","title":"name","naturalKey":["code"],"fields":[
        {"key":"name","type":"text"},
        {"key":"code","type":"text","unique":true},
        {"key":"note","type":"text"},
        {"key":"lines","type":"table","fields":[
          {"key":"price","type":"decimal"},
          {"key":"twice","type":"formula","result":"decimal","expression":"price * 2"}]},
        {"key":"total","type":"formula","result":"decimal","expression":"sum(lines, price)"},
        {"key":"spent","type":"rollup","entity":"sale","via":"buyer","aggregate":"sum","of":"amount",
         "filter":"amount > 0"}],
       "rules":[{"when":"isBlank(note)","field":"note","message":{"zh":"缺"}}]}
      """;
  private static final String SALE =
      """
      {"key":"sale","fields":[
        {"key":"buyer","type":"reference","entity":"customer"},
        {"key":"amount","type":"decimal"},
        {"key":"buyerNote","type":"lookup","via":"buyer","of":"note"},
        {"key":"big","type":"formula","result":"boolean","expression":"amount > 1 && buyer.note != \\"x\\""}]}
      """;
  private static final String CLERK =
      """
      {"key":"clerk","extends":[],"entities":[
        {"entity":"customer","create":true,"read":"note == \\"open\\" || isBlank(note)","update":true,
         "delete":false,"export":false,"import":false,"fields":{"note":"read","name":"write"}},
        {"entity":"sale","create":true,"read":"buyer.note == \\"open\\"","update":true,
         "delete":false,"export":false,"import":false,"fields":{"amount":"read"}}]}
      """;

  private final TestWorkspace workspace = new TestWorkspace();

  @BeforeEach
  void publish() {
    workspace.publish(CUSTOMER, SALE);
    publishRole(CLERK);
  }

  private void publishRole(String role) {
    workspace.publishing.publish(List.of(workspace.draft("role", role)), PublishOptions.by(null));
  }

  private String content(String kind, String key) {
    return Objects.requireNonNull(
        Objects.requireNonNull(workspace.store.find(new Document.Name(kind, key))).content());
  }

  private static String renamed(String document, String from, String to) {
    String key = "{\"key\":\"" + from + "\"";
    assertThat(document).contains(key);
    return document.replace(key, "{\"key\":\"" + to + "\",\"formerKeys\":[\"" + from + "\"]");
  }

  @Test
  void isFollowedByRolesLookupsFormulasAndRules() {
    PublishResult result = workspace.publish(renamed(CUSTOMER, "note", "remark"));

    assertThat(result.published())
        .extracting(Document.Name::toString)
        .hasSize(3)
        .allSatisfy(name -> assertThat(name).containsAnyOf("customer", "sale", "clerk"));
    assertThat(content("role", "clerk"))
        .doesNotContain("note")
        .contains("remark == \\\"open\\\" || isBlank(remark)")
        .contains("buyer.remark == \\\"open\\\"")
        .containsPattern("\"remark\" ?: ?\"read\"");
    assertThat(content("entity", "sale")).contains("remark").doesNotContain("\"note\"");
    assertThat(workspace.metadata().entity("customer").rules()).hasSize(1);
  }

  @Test
  void isFollowedByRollupsThatAggregateTheField() {
    String sale = renamed(renamed(SALE, "amount", "paid"), "buyer", "customer");

    workspace.publish(sale);

    String customer = content("entity", "customer");
    assertThat(customer).contains("\"paid > 0\"").contains("\"paid\"").contains("\"customer\"");
    assertThat(content("role", "clerk"))
        .contains("customer.note == \\\"open\\\"")
        .containsPattern("\"paid\" ?: ?\"read\"");
    assertThat(
            Objects.requireNonNull(workspace.metadata().entity("customer").field("spent")).rollup())
        .isNotNull();
  }

  @Test
  void isFollowedByRowsAndWhatAggregatesThem() {
    workspace.publish(renamed(CUSTOMER, "price", "cost"));

    assertThat(content("entity", "customer")).contains("\"cost * 2\"").contains("sum(lines, cost)");
  }

  @Test
  void isFollowedWhereAnotherFieldTakesTheOldKey() {
    int old = Objects.requireNonNull(workspace.metadata().entity("customer").field("note")).id();
    String customer =
        renamed(CUSTOMER, "note", "remark")
            .replace("isBlank(note)\",\"field\":\"note\"", "isBlank(remark)\",\"field\":\"remark\"")
            .replace("{\"key\":\"code\"", "{\"key\":\"note\",\"type\":\"text\"},{\"key\":\"code\"");

    workspace.publish(customer);

    assertThat(content("role", "clerk"))
        .contains("isBlank(remark)")
        .doesNotContain("isBlank(note)");
    assertThat(content("entity", "sale")).contains("buyer.remark");
    var fields = workspace.metadata().entity("customer");
    assertThat(Objects.requireNonNull(fields.field("remark")).id()).isEqualTo(old);
    assertThat(Objects.requireNonNull(fields.field("note")).id()).isGreaterThan(old);
  }

  @Test
  void isFollowedByDraftsThatWaitAndByOldVersionsThatArePublishedLater() {
    workspace.draft("role", CLERK.replace("\"delete\":false", "\"delete\":true"));
    workspace.publish(renamed(CUSTOMER, "note", "remark"));
    Document.Name clerk = new Document.Name("role", "clerk");

    assertThat(Objects.requireNonNull(workspace.store.find(clerk)).draft())
        .contains("isBlank(remark)")
        .containsPattern("\"delete\" ?: ?true");
    workspace.publishing.publish(List.of(clerk), PublishOptions.by(null));

    assertThat(content("role", "clerk")).contains("isBlank(remark)").doesNotContain("note");
    assertThat(workspace.documents.restore(clerk, 1, null).problems()).isEmpty();
    workspace.publishing.publish(List.of(clerk), PublishOptions.by(null));
    assertThat(content("role", "clerk")).contains("isBlank(remark)").doesNotContain("note");
  }

  @Test
  void doesNotHideThatAKeyIsSimplyWrong() {
    workspace.publish(renamed(CUSTOMER, "note", "remark"));

    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () -> publishRole(CLERK.replace("isBlank(note)", "isBlank(nota)")));

    assertThat(refusal.problems())
        .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("expression.unknownField"))
        .anySatisfy(problem -> assertThat(problem.arguments()).containsEntry("name", "nota"));
    assertThat(content("role", "clerk")).contains("isBlank(remark)");
  }

  @Test
  void isShownInThePreviewAndChangesNothingThere() {
    Document.Name customer = workspace.draft("entity", renamed(CUSTOMER, "note", "remark"));

    Publishing.Preview preview = workspace.publishing.preview(List.of(customer));

    assertThat(preview.problems()).isEmpty();
    assertThat(preview.result().published()).hasSize(3);
    assertThat(content("role", "clerk")).contains("isBlank(note)");
  }

  private static final Document.Name CLERK_NAME = new Document.Name("role", "clerk");

  private String waiting(Document.Name name) {
    return Objects.requireNonNull(Objects.requireNonNull(workspace.store.find(name)).draft());
  }

  private int field(String entity, String key) {
    return Objects.requireNonNull(workspace.metadata().entity(entity).field(key)).id();
  }

  @Test
  void leavesSpacesAndBracketsAsTheAuthorWroteThem() {
    publishRole(
        CLERK.replace(
            "note == \\\"open\\\" || isBlank(note)", "( note  ==\\\"note\\\" )||isBlank( note )"));

    workspace.publish(renamed(CUSTOMER, "note", "remark"));

    assertThat(content("role", "clerk")).contains("( remark  ==\\\"note\\\" )||isBlank( remark )");
  }

  @Test
  void isRightWhereAKeyPassesFromOneFieldToTheNext() {
    int name = field("customer", "name");
    int note = field("customer", "note");
    String rule = "isBlank(note)\",\"field\":\"note\"";

    workspace.publish(
        renamed(renamed(CUSTOMER, "note", "remark"), "name", "note")
            .replace("\"title\":\"name\"", "\"title\":\"note\"")
            .replace(rule, rule.replace("note", "remark")));

    assertThat(field("customer", "remark")).isEqualTo(note);
    assertThat(field("customer", "note")).isEqualTo(name);
    assertThat(content("role", "clerk"))
        .contains("remark == \\\"open\\\" || isBlank(remark)")
        .containsPattern("\"remark\" ?: ?\"read\"")
        .containsPattern("\"note\" ?: ?\"write\"");
    assertThat(content("entity", "sale")).contains("buyer.remark");
  }

  @Test
  void ofAnEntityIsFollowedByAllThatNameIt() {
    int id = workspace.metadata().entity("customer").id();
    int buyer = field("sale", "buyer");
    workspace.draft("role", CLERK.replace("\"delete\":false", "\"delete\":true"));
    workspace.draft("entity", CUSTOMER.replace("\"title\":\"name\"", "\"title\":\"code\""));

    PublishResult result = workspace.renames.entity("customer", "client", PublishOptions.by(null));

    assertThat(workspace.metadata().findEntity("customer")).isNull();
    assertThat(workspace.metadata().entity("client").id()).isEqualTo(id);
    assertThat(workspace.metadata().entity("client").definition().formerKeys())
        .containsExactly("customer");
    assertThat(field("sale", "buyer")).isEqualTo(buyer);
    assertThat(content("entity", "sale")).containsPattern("\"entity\" ?: ?\"client\"");
    assertThat(content("role", "clerk")).contains("\"client\"").doesNotContain("\"customer\"");
    assertThat(result.changes()).noneMatch(SchemaChange::isDestructive);
    assertThat(result.drafts()).contains(CLERK_NAME);
    assertThat(waiting(CLERK_NAME)).contains("\"client\"").doesNotContain("\"customer\"");
    assertThat(waiting(new Document.Name("entity", "client")))
        .containsPattern("\"title\" ?: ?\"code\"")
        .containsPattern("\"key\" ?: ?\"client\"");
  }

  @Test
  void ofAnEntityIsRefusedWhereItCannotBe() {
    for (String to : List.of("sale", "Client", "", "a b", "1a")) {
      InputException refusal =
          catchThrowableOfType(
              InputException.class,
              () -> workspace.renames.entity("customer", to, PublishOptions.by(null)));
      assertThat(refusal.problems()).as(to).hasSize(1);
    }
    assertThat(workspace.metadata().findEntity("customer")).isNotNull();
    StoredDocument stored =
        Objects.requireNonNull(workspace.store.find(new Document.Name("entity", "customer")));
    workspace.store.save(
        stored.published("shopApp", CUSTOMER, null, stored.content(), stored.version()));
    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () -> workspace.renames.entity("customer", "client", PublishOptions.by(null)));
    assertThat(refusal.problems()).extracting("code").containsExactly("metadata.ownedByApp");
  }

  @Test
  void leavesWhatAnAppBroughtAsItIsAndChangesItHere() {
    Document.Name sale = new Document.Name("entity", "sale");
    StoredDocument stored = Objects.requireNonNull(workspace.store.find(sale));
    workspace.store.save(
        stored.published("shopApp", SALE, null, stored.content(), stored.version()));

    workspace.publish(renamed(CUSTOMER, "note", "remark"));

    StoredDocument after = Objects.requireNonNull(workspace.store.find(sale));
    assertThat(after.owner()).isEqualTo("shopApp");
    assertThat(after.base()).isEqualTo(SALE);
    assertThat(after.local()).contains("buyer.remark");
  }

  private static Document document(String kind, String json) {
    ObjectNode content = DocumentJson.read(json);
    return new Document(kind, content.path("key").asText(), content);
  }

  private String renamedHere(String field, String to, Document edited) {
    return workspace
        .renames
        .field("customer", field, to, List.of(edited))
        .get(0)
        .content()
        .toString();
  }

  @Test
  void changesEditedDocumentsAndSavesNothing() {
    Document customer =
        document(
            "entity",
            CUSTOMER.replace(
                "{\"key\":\"total\"", "{\"key\":\"fresh\",\"type\":\"text\"},{\"key\":\"total\""));

    List<Document> after =
        workspace.renames.field(
            "customer", "note", "remark", List.of(document("role", CLERK), customer));

    assertThat(after).extracting(Document::key).containsExactly("clerk", "customer");
    assertThat(after.get(0).content().toString())
        .contains("isBlank(remark)", "buyer.remark", "\"remark\":\"read\"");
    assertThat(after.get(1).content().toString())
        .contains("\"key\":\"remark\"", "\"formerKeys\":[\"note\"]", "isBlank(remark)");
    assertThat(content("role", "clerk")).contains("isBlank(note)");
    assertThat(renamedHere("fresh", "fresher", after.get(1)))
        .contains("\"key\":\"fresher\"")
        .doesNotContain("\"fresh\"");
    assertThat(renamedHere("lines.price", "cost", customer))
        .contains("cost * 2", "sum(lines, cost)", "\"formerKeys\":[\"price\"]");
  }

  @Test
  void refusesKeysThatCannotBeTaken() {
    for (String to : List.of("name", "owner", "null", "Note", "", "a-b")) {
      InputException refusal =
          catchThrowableOfType(
              InputException.class,
              () -> workspace.renames.field("customer", "note", to, List.of()));
      assertThat(refusal.problems()).as(to).extracting("place").containsExactly("/to");
    }
    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () -> workspace.renames.field("customer", "nothing", "x", List.of()));
    assertThat(refusal.problems()).extracting("code").containsExactly("metadata.unknownField");
  }

  @Test
  void ofAFieldThatIsGoneTakesItOutWhereItCanBeSpared() {
    String own = "\"name\":\"write\"";
    publishRole(CLERK.replace(own, "\"code\":\"read\"," + own));
    workspace.draft("role", CLERK.replace(own, "\"code\":\"hidden\"," + own));
    String without =
        CUSTOMER
            .replace("{\"key\":\"code\",\"type\":\"text\",\"unique\":true},", "")
            .replace("\"naturalKey\":[\"code\"],", "");

    InputException refusal =
        catchThrowableOfType(InputException.class, () -> workspace.publish(without));
    assertThat(refusal.problems()).extracting("code").containsExactly("metadata.unknownField");
    PublishResult result = workspace.publish(PublishOptions.by(null).takingOut(true), without);

    assertThat(result.published()).contains(CLERK_NAME);
    assertThat(result.drafts()).containsExactly(CLERK_NAME);
    assertThat(content("role", "clerk")).doesNotContain("code").contains("\"name\"");
    assertThat(waiting(CLERK_NAME)).doesNotContain("code").contains("\"name\"");
  }

  @Test
  void ofAFieldThatIsNeededIsRefusedWithEveryPlace() {
    String rule = "\"when\":\"isBlank(note)\",\"field\":\"note\"";
    String without =
        CUSTOMER
            .replace("{\"key\":\"note\",\"type\":\"text\"},", "")
            .replace(rule, "\"when\":\"isBlank(name)\"");

    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () -> workspace.publish(PublishOptions.by(null).takingOut(true), without));

    assertThat(refusal.problems())
        .extracting(problem -> problem.arguments().get("document") + problem.place())
        .contains(
            "entities/sale.json/fields/2/of",
            "entities/sale.json/fields/3/expression",
            "roles/clerk.json/entities/0/read",
            "roles/clerk.json/entities/1/read")
        .doesNotContain("roles/clerk.json/entities/0/fields/note");
  }

  @Test
  void thatIsTakenBackIsARenameToo() {
    int note = field("customer", "note");
    int price =
        Objects.requireNonNull(workspace.metadata().entity("customer").field("lines"))
            .rowFields()
            .get(0)
            .id();
    workspace.publish(renamed(renamed(CUSTOMER, "note", "remark"), "price", "cost"));

    PublishResult result = workspace.publish(CUSTOMER);

    assertThat(field("customer", "note")).isEqualTo(note);
    assertThat(
            Objects.requireNonNull(workspace.metadata().entity("customer").field("lines"))
                .rowFields())
        .extracting("id")
        .contains(price);
    assertThat(result.changes()).isEmpty();
    assertThat(content("role", "clerk")).contains("isBlank(note)").doesNotContain("remark");
    assertThat(content("entity", "sale")).contains("buyer.note");
  }
}
