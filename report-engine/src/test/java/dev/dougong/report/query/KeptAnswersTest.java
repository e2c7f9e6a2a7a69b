package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.query.internal.KeptAggregateQueries.Tally;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.testkit.TestAccess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A kept answer is what a fresh one would be. */
class KeptAnswersTest {

  private static final String N = "\"measures\":[{\"key\":\"n\",\"aggregate\":\"count\"}]";
  private static final String BY_STORE =
      "{\"entity\":\"sale\",\"dimensions\":[{\"field\":\"store\"}],\"measures\":["
          + "{\"key\":\"n\",\"aggregate\":\"count\"},"
          + "{\"key\":\"sum\",\"aggregate\":\"sum\",\"expression\":\"amount\"}]}";

  private final Shop shop = new Shop();

  @Test
  void keptAnswersStayEqualToFreshOnesWhilePeopleWrite() {
    long forwarded = new Rounds(shop, DrillIdentityTest.seed()).run(6, 12);
    assertThat(forwarded).isPositive();
  }

  @Test
  void readsTheChangesOnlyWhenAskedAgain() {
    TestAccess access = shop.everything();
    shop.create("sale", Shop.object("{\"status\":\"paid\",\"amount\":10}"));
    assertThat(total(access)).isEqualTo(1);
    assertThat(total(access)).isEqualTo(1);
    assertThat(total(access)).isEqualTo(1);
    assertThat(shop.tally()).isEqualTo(new Tally(1, 0, 2));
    shop.create("sale", Shop.object("{\"status\":\"paid\",\"amount\":5}"));
    assertThat(total(access)).isEqualTo(2);
    assertThat(shop.tally()).isEqualTo(new Tally(1, 1, 2));
    shop.create("lead", Shop.object("{\"name\":\"x\"}"));
    assertThat(total(access)).isEqualTo(2);
    assertThat(shop.tally()).isEqualTo(new Tally(2, 1, 2));
  }

  private long total(TestAccess access) {
    return shop.json(access, BY_STORE).at("/total/n").asLong();
  }

  @Test
  void seesATransactionThatBeganEarlierAndEndsLater() throws Exception {
    TestAccess access = shop.everything();
    total(access);
    total(access);
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Boolean> writer =
        CompletableFuture.supplyAsync(
            () ->
                shop.transactions()
                    .required(
                        () -> {
                          shop.create("sale", Shop.object("{\"status\":\"paid\",\"amount\":1}"));
                          written.countDown();
                          await(asked);
                          return true;
                        }));
    await(written);
    shop.create("sale", Shop.object("{\"status\":\"paid\",\"amount\":2}"));
    assertThat(total(access)).isEqualTo(1);
    asked.countDown();
    assertThat(writer.get()).isTrue();
    assertThat(total(access)).isEqualTo(2);
    assertThat(shop.tally().forwarded()).isEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void keepsNothingOfATransactionThatIsTakenBack() {
    TestAccess access = shop.everything();
    total(access);
    total(access);
    try {
      shop.transactions()
          .required(
              () -> {
                shop.create("sale", Shop.object("{\"status\":\"paid\",\"amount\":1}"));
                assertThat(total(access)).isEqualTo(1);
                assertThat(total(access)).isEqualTo(1);
                throw new IllegalStateException("taken back");
              });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("taken back");
    }
    assertThat(total(access)).isZero();
  }

  @Test
  void asksAnewForAnotherRight() {
    shop.create("sale", Shop.object("{\"status\":\"paid\",\"amount\":1}"));
    shop.create("sale", Shop.object("{\"status\":\"draft\",\"amount\":1}"));
    TestAccess all = shop.everything();
    TestAccess some = shop.everything().reading("sale", "status == \"paid\"");
    for (int i = 0; i < 3; i++) {
      assertThat(total(all)).isEqualTo(2);
      assertThat(total(some)).isEqualTo(1);
    }
    some.with("sale", "amount", FieldAccess.HIDDEN);
    ObjectNode hidden =
        Shop.object("{\"entity\":\"sale\",\"dimensions\":[{\"field\":\"store\"}]," + N + "}");
    assertThat(shop.json(some, hidden.toString()).at("/total/n").asLong()).isEqualTo(1);
  }

  @Test
  void followsTheRuleOfARecordOnTheWay() {
    EntityRecord customer =
        shop.create("customer", Shop.object("{\"name\":\"x\",\"born\":\"1960-01-01\"}"));
    shop.create("sale", Shop.object("{\"status\":\"paid\"}").put("customer", id(customer)));
    TestAccess clerk = shop.everything().reading("customer", "level == \"gold\"");
    String old = "{\"entity\":\"sale\",\"filter\":\"customer.age >= 40\"," + N + "}";
    for (int i = 0; i < 3; i++) {
      assertThat(shop.json(clerk, old).at("/total/n").asLong()).isZero();
    }
    customer = shop.patch("customer", customer, Shop.object("{\"level\":\"gold\"}"));
    assertThat(shop.json(clerk, old).at("/total/n").asLong()).isEqualTo(1);
    shop.patch("customer", customer, Shop.object("{\"born\":\"2020-01-01\"}"));
    assertThat(shop.json(clerk, old).at("/total/n").asLong()).isZero();
  }

  private static String id(EntityRecord record) {
    return record.id().toString();
  }

  @Test
  void leavesOutWhatLiesInTheBin() {
    TestAccess access = shop.everything();
    EntityRecord sale = shop.create("sale", Shop.object("{\"status\":\"paid\",\"amount\":7}"));
    total(access);
    total(access);
    shop.delete("sale", sale);
    assertThat(total(access)).isZero();
    shop.restore("sale", sale.id());
    JsonNode back = shop.json(access, BY_STORE);
    assertThat(back.at("/total/sum").asInt()).isEqualTo(7);
    assertThat(shop.tally().forwarded()).isEqualTo(2);
  }
}
