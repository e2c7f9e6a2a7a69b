package dev.dougong.engine.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.problem.InputException;
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
  void isFollowedByDraftsAndOldVersionsThatArePublishedLater() {
    workspace.draft("role", CLERK.replace("\"delete\":false", "\"delete\":true"));
    workspace.publish(renamed(CUSTOMER, "note", "remark"));
    Document.Name clerk = new Document.Name("role", "clerk");

    assertThat(Objects.requireNonNull(workspace.store.find(clerk)).draft())
        .contains("isBlank(note)");
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
}
