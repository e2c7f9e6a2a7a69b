package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.testkit.TestMetadata;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new record is given what belongs to its organisation unit. */
class UnitReferencesTest {

  private static final String SHOP =
      """
      {"key":"shop","label":{"zh":"门店"},"title":"name","fields":[
        {"key":"name","type":"text","required":true},
        {"key":"unit","type":"orgUnit","unique":true}]}
      """;

  private static final String SALE =
      """
      {"key":"sale","label":{"zh":"销售"},"fields":[
        {"key":"amount","type":"integer"},
        {"key":"shop","type":"reference","entity":"shop","ofUnit":"unit"}]}
      """;

  private Desk desk;

  @BeforeEach
  void open() {
    desk = Desk.of(SHOP, SALE);
  }

  private EntityRecord shop(String name, UUID unit) {
    return desk.create("shop", "{'name':'%s','unit':'%s'}".formatted(name, unit));
  }

  @Test
  void theShopOfTheOwnUnitIsGiven() {
    EntityRecord here = shop("本店", Desk.STORE);
    shop("别店", Desk.OTHER_STORE);
    EntityRecord sale = desk.create("sale", "{'amount':1}");
    assertThat(desk.value(sale, "shop")).isEqualTo(here.id());
    assertThat(desk.stored("sale", sale.id(), "shop")).isEqualTo(here.id().toString());
  }

  @Test
  void theUnitThatIsWrittenCounts() {
    shop("本店", Desk.STORE);
    EntityRecord there = shop("别店", Desk.OTHER_STORE);
    EntityRecord sale = desk.create("sale", "{'orgUnit':'%s'}".formatted(Desk.OTHER_STORE));
    assertThat(desk.value(sale, "shop")).isEqualTo(there.id());
  }

  @Test
  void whatIsNamedStaysWereItEmpty() {
    shop("本店", Desk.STORE);
    EntityRecord there = shop("别店", Desk.OTHER_STORE);
    assertThat(desk.value(desk.create("sale", "{'shop':null}"), "shop")).isNull();
    EntityRecord sale = desk.create("sale", "{'shop':'%s'}".formatted(there.id()));
    assertThat(desk.value(sale, "shop")).isEqualTo(there.id());
  }

  @Test
  void whereTheUnitHasNoneThereIsNone() {
    EntityRecord gone = shop("本店", Desk.STORE);
    desk.delete(gone);
    EntityRecord sale = desk.create("sale", "{'amount':1}");
    assertThat(desk.value(sale, "shop")).isNull();
  }

  @Test
  void aChangeGivesNothing() {
    EntityRecord sale = desk.create("sale", "{'amount':1}");
    shop("本店", Desk.STORE);
    assertThat(desk.value(desk.patch(sale, "{'amount':2}"), "shop")).isNull();
  }

  private static List<String> wrong(String... entities) {
    return TestMetadata.check(Workspace.MAIN, TestMetadata.documents(entities)).problems().stream()
        .map(problem -> problem.code() + "@" + problem.place())
        .toList();
  }

  @Test
  void theFieldOfTheTargetIsAUniqueUnit() {
    assertThat(wrong(SHOP, SALE.replace("\"unit\"", "\"unt\"")))
        .containsExactly("metadata.unknownField@/fields/1/ofUnit");
    assertThat(wrong(SHOP.replace(",\"unique\":true", ""), SALE))
        .containsExactly("metadata.unitField@/fields/1/ofUnit");
    assertThat(wrong(SHOP, SALE.replace("\"unit\"", "\"name\"")))
        .containsExactly("metadata.unitField@/fields/1/ofUnit");
  }
}
