package dev.dougong.engine.metadata.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.layout.TableLayout;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.IndexShape;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.testkit.TestMetadata;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MetadataCompilerTest {

  private static final String CUSTOMER =
      """
      {"key":"customer","title":"name","fields":[
        {"key":"name","type":"text"},
        {"key":"city","type":"text"},
        {"key":"spent","type":"rollup","entity":"sale","via":"customer","aggregate":"sum","of":"amount","filter":"isPaid"},
        {"key":"last","type":"rollup","entity":"sale","via":"customer","aggregate":"max","of":"soldOn"},
        {"key":"isGood","type":"formula","result":"boolean","expression":"spent > 100"},
        {"key":"age","type":"formula","result":"integer","expression":"yearsBetween(last, today())"}]}
      """;

  private static final String SALE =
      """
      {"key":"sale","fields":[
        {"key":"customer","type":"reference","entity":"customer","onDelete":"cascade"},
        {"key":"city","type":"lookup","via":"customer","of":"city"},
        {"key":"isPaid","type":"boolean"},
        {"key":"soldOn","type":"date"},
        {"key":"items","type":"table","fields":[
          {"key":"price","type":"money"},
          {"key":"count","type":"integer"},
          {"key":"sum","type":"formula","result":"money","expression":"price * count"}]},
        {"key":"amount","type":"formula","result":"money","expression":"coalesce(sum(items, sum), 0)"},
        {"key":"note","type":"text"}]}
      """;

  @Test
  void findsKindsPlacesAndConnections() {
    Metadata metadata = TestMetadata.compile(CUSTOMER, SALE);
    Entity customer = metadata.entity("customer");
    Entity sale = metadata.entity("sale");

    assertThat(field(customer, "last").kind()).isEqualTo(ValueKind.DATE);
    assertThat(field(sale, "city").kind()).isEqualTo(ValueKind.TEXT);
    assertThat(field(customer, "spent").placement()).isEqualTo(Placement.COLUMN);
    assertThat(field(customer, "isGood").placement()).isEqualTo(Placement.DOCUMENT);
    assertThat(field(customer, "age").placement()).isEqualTo(Placement.VIRTUAL);
    assertThat(field(sale, "city").placement()).isEqualTo(Placement.VIRTUAL);
    assertThat(field(sale, "amount").placement()).isEqualTo(Placement.COLUMN);
    assertThat(field(sale, "isPaid").placement()).isEqualTo(Placement.COLUMN);
    assertThat(field(sale, "note").placement()).isEqualTo(Placement.DOCUMENT);
    assertThat(customer.incoming()).hasSize(1);
    assertThat(sale.feeds()).hasSize(2);
  }

  @Test
  void tellsTheWholeCircleOfDerivedFields() {
    List<Problem> problems =
        problems(
            """
            {"key":"a","fields":[
              {"key":"x","type":"formula","result":"integer","expression":"y + 1"},
              {"key":"y","type":"formula","result":"integer","expression":"x + 1"}]}
            """);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).arguments().get("cycle")).isEqualTo("a.x → a.y → a.x");
  }

  @Test
  void refusesARollupOverWhatIsComputedAtReading() {
    List<Problem> problems =
        problems(CUSTOMER, SALE.replace("coalesce(sum(items, sum), 0)", "length(customer.name)"));

    assertThat(problems).extracting(Problem::code).contains("metadata.rollupNotStored");
  }

  @Test
  void carriesCoveredFieldsAlongInTheIndex() {
    Metadata metadata =
        TestMetadata.compile(
            """
            {"key":"sale","fields":[
              {"key":"day","type":"date","covers":["amount","isPaid"]},
              {"key":"amount","type":"money"},
              {"key":"isPaid","type":"boolean"}]}
            """);
    Entity sale = metadata.entity("sale");

    assertThat(field(sale, "amount").placement()).isEqualTo(Placement.COLUMN);
    assertThat(TableLayout.of(sale).indexes())
        .contains(
            new IndexShape.Ordered(
                sale.table(),
                field(sale, "day").column(),
                List.of(field(sale, "amount").column(), field(sale, "isPaid").column())));
    assertThat(
            TableLayout.of(sale, Map.of(field(sale, "amount").id(), Placement.FILLING)).indexes())
        .contains(new IndexShape.Ordered(sale.table(), field(sale, "day").column()));
  }

  @Test
  void refusesToCoverWhatNoIndexCanCarry() {
    assertThat(
            problems(
                """
                {"key":"sale","fields":[
                  {"key":"day","type":"date","covers":["amuont","tags","age"]},
                  {"key":"amount","type":"money"},
                  {"key":"tags","type":"tags"},
                  {"key":"age","type":"formula","result":"integer","expression":"yearsBetween(day, today())"}]}
                """))
        .extracting(problem -> problem.code() + "@" + problem.place())
        .containsExactly(
            "metadata.unknownField@/fields/0/covers/0",
            "metadata.notCovered@/fields/0/covers/1",
            "metadata.notCovered@/fields/0/covers/2");
  }

  @Test
  void refusesAnIndexOnTextThatAnIndexCannotHold() {
    assertThat(
            problems(
                "{\"key\":\"a\",\"fields\":[{\"key\":\"x\",\"type\":\"longText\",\"indexed\":true}]}"))
        .extracting(Problem::code)
        .containsExactly("metadata.tooLongToIndex");
  }

  @Test
  void warnsWhereARoleReadsThroughARollupWhatItMayNotRead() {
    List<Document> documents = new ArrayList<>(TestMetadata.documents(CUSTOMER, SALE));
    documents.add(
        TestMetadata.document(
            "role", "{\"key\":\"clerk\",\"entities\":[{\"entity\":\"customer\",\"read\":true}]}"));

    List<Problem> warnings = TestMetadata.check(Workspace.MAIN, documents).warnings();

    assertThat(warnings)
        .extracting(warning -> warning.arguments().get("value"))
        .containsExactly("customer.spent", "customer.last");
  }

  private static List<Problem> problems(String... entities) {
    return TestMetadata.check(Workspace.MAIN, TestMetadata.documents(entities)).problems();
  }

  private static Field field(Entity entity, String key) {
    return Objects.requireNonNull(entity.field(key));
  }
}
