package dev.dougong.engine.query.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.testkit.TestAccess;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches a reader who sees masks: on no way the value, nor a hint of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaskedReadsTest {

  private final Shop shop = new Shop();
  private UUID wang = new UUID(0, 0);

  @BeforeAll
  void fill() {
    shop.create("store", "{\"code\":\"E\",\"name\":\"东门店\"}");
    wang =
        shop.create(
                "customer",
                "{\"name\":\"王小明\",\"phone\":\"13912345678\",\"store\":{\"code\":\"E\"}}")
            .id();
    shop.create("customer", "{\"name\":\"李四\",\"phone\":\"13912345679\"}");
  }

  private TestAccess masked() {
    return shop.everything()
        .masking("customer", "phone")
        .masking("customer", "name")
        .masking("store", "name");
  }

  private static ListQuery all(List<String> fields) {
    return new ListQuery("customer", null, List.of(), fields, null, 10, null, true, false);
  }

  @Asvs("14.2.4")
  @Test
  void recordsListsFilesAndLabelsHoldMasks() {
    JsonNode record = shop.read(masked(), "customer", wang);
    assertThat(record.path("phone").asText()).isEqualTo("139****5678");
    assertThat(record.path("name").asText()).isEqualTo("王**");
    assertThat(record.path("store").path("label").asText()).isEqualTo("东**");
    String answers =
        shop.list(masked(), all(List.of())).toString()
            + record
            + shop.export(masked(), all(List.of("phone", "name", "store")));
    assertThat(answers)
        .contains("139****5678", "139****5679", "李**")
        .doesNotContain("1234567", "1234 567", "小明", "四", "门店");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phone == \"+8613912345678\"",
        "startsWith(phone, \"+86139123456\")",
        "phone > \"+86139\"",
        "phone != null",
        "points == 1 || contains(name, \"王\")"
      })
  void nobodyFiltersByWhatIsMasked(String filter) {
    assertThatThrownBy(() -> shop.list(masked(), Shop.customers(filter, List.of(), null, 5)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(Problem::code)
                    .containsExactly("query.maskedField"));
  }

  @Test
  void nobodySortsByWhatIsMasked() {
    for (String sort : List.of("phone", "-name")) {
      assertThatThrownBy(() -> shop.list(masked(), Shop.customers(null, List.of(sort), null, 5)))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused ->
                  assertThat(refused.problems().get(0).code()).isEqualTo("query.maskedField"));
    }
    assertThatThrownBy(
            () -> shop.list(masked(), Shop.customers(null, List.of("store.name"), null, 5)))
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1391234", "13912345", "1391234567", "2345678", "5678", "小明", "wxm", "139"})
  void partsAreNotFound(String words) {
    JsonNode found = shop.list(masked(), Shop.customers(null, List.of(), words, 5));
    assertThat(found.path("items")).isEmpty();
    assertThat(found.path("count").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"13912345678", "+86 139 1234 5678", "139-1234-5678"})
  void wholeNumberFindsItsRecordAndIsCounted(String words) {
    int before = shop.lookups;
    JsonNode found = shop.list(masked(), Shop.customers(null, List.of(), words, 5));
    assertThat(found.path("items")).hasSize(1);
    assertThat(found.path("items").get(0).path("phone").asText()).isEqualTo("139****5678");
    assertThat(shop.lookups).isEqualTo(before + 1);
    shop.list(shop.everything(), Shop.customers(null, List.of(), words, 5));
    assertThat(shop.lookups).isEqualTo(before + 1);
  }

  @Test
  void maskIsNotWrittenBackAndAWholeNewValueIs() {
    UUID id = shop.create("customer", "{\"name\":\"赵六\",\"phone\":\"13700001111\"}").id();
    for (String back :
        List.of("{\"phone\":\"137****1111\"}", "{\"name\":\"赵**\"}", "{\"name\":\"钱**\"}")) {
      assertThatThrownBy(() -> patch(id, back))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused ->
                  assertThat(refused.problems())
                      .extracting(Problem::code)
                      .containsExactly("record.maskedValue"));
    }
    assertThat(shop.read(shop.everything(), "customer", id).path("name").asText()).isEqualTo("赵六");
    patch(id, "{\"name\":\"孙七\"}");
    assertThat(shop.read(shop.everything(), "customer", id).path("name").asText()).isEqualTo("孙七");
    assertThat(shop.read(masked(), "customer", id).path("name").asText()).isEqualTo("孙**");
  }

  private void patch(UUID id, String values) {
    shop.records()
        .patch(
            masked(),
            "customer",
            id,
            shop.read(shop.everything(), "customer", id).path("version").asLong(),
            Shop.object(values),
            WriteOptions.API);
  }
}
