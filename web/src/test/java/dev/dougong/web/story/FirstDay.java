package dev.dougong.web.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The day on which a shop opens whose rows of the requirements take days. */
final class FirstDay {

  private static final int CYCLE = 90;

  private FirstDay() {}

  static void open(TimeMachine time, Stage stage) {
    WaitingShop.open(stage);
    var unused =
        WaitingShop.create(
            stage, "lead", Map.of("name", "甄首呼", "phone", "13900010001", "source", "walkIn"));
    var free =
        WaitingShop.create(
            stage, "customer", Map.of("name", "甄客户", "phone", "13900010002", "source", "walkIn"));
    idleLead(stage);
    visitedLead(stage);
    String asked = WaitingShop.oldCustomer(stage, "甄咨询", "13900010005", Map.of());
    var note =
        WaitingShop.create(
            stage, "followUp", Map.of("customer", asked, "purpose", "consult", "content", "问碎屏险"));
    dates(time, stage);
    assertThat(List.of(unused, free, note)).doesNotContain("");
  }

  private static void idleLead(Stage stage) {
    var unused =
        WaitingShop.create(
            stage, "lead", Map.of("name", "甄公海", "phone", "13900010003", "source", "walkIn"));
    WaitingShop.answer(WaitingShop.clerk(stage), "24小时内首次电话联系:甄公海", "reached");
  }

  private static void visitedLead(Stage stage) {
    String known = WaitingShop.oldCustomer(stage, "甄到店", "13900010004", Map.of());
    String lead =
        WaitingShop.create(
            stage,
            "lead",
            Map.of("name", "甄到店", "phone", "13900010004", "source", "walkIn", "customer", known));
    ShopApi clerk = WaitingShop.clerk(stage);
    WaitingShop.answer(clerk, "24小时内首次电话联系:甄到店", "reached");
    WaitingShop.await(stage, "lead", lead, "stage", "contacted");
    clerk.patch("lead", lead, Map.of("stage", "visited", "checksDone", List.of("needs", "budget")));
  }

  private static void dates(TimeMachine time, Stage stage) {
    LocalDate third = time.date(3);
    String product = product(stage);
    for (Map.Entry<String, Map<String, ?>> one :
        Map.<String, Map<String, ?>>of(
                "甄换新", Map.of("phoneBoughtOn", third.minusYears(2).toString()),
                "甄周年", Map.of("phoneBoughtOn", third.minusYears(1).toString()),
                "甄明日", Map.of("birthday", third.plusDays(1).minusYears(30).toString()),
                "甄唤醒", Map.of("lastVisit", third.minusYears(1).toString()),
                "甄回头", Map.of("lastVisit", third.minusYears(1).toString()),
                "甄游戏", Map.of("interests", List.of("gaming")),
                "甄果粉", Map.of("currentPhone", product))
            .entrySet()) {
      String phone =
          "1390002" + String.format("%04d", Math.floorMod(one.getKey().hashCode(), 9_999));
      var unused = WaitingShop.oldCustomer(stage, one.getKey(), phone, one.getValue());
    }
    String born =
        WaitingShop.oldCustomer(
            stage, "甄今日", "13900010006", Map.of("birthday", third.minusYears(40).toString()));
    sell(stage, born, product, time.date(0).minusDays(200), 16_000);
    String again = WaitingShop.oldCustomer(stage, "甄复购", "13900010007", Map.of());
    LocalDate last = third.minusDays(CYCLE * 9 / 10);
    sell(stage, again, product, last.minusDays(CYCLE), 300);
    sell(stage, again, product, last, 300);
    covered(time, stage, product);
  }

  private static void covered(TimeMachine time, Stage stage, String product) {
    String owner = WaitingShop.oldCustomer(stage, "甄保修", "13900010008", Map.of());
    for (String kind : List.of("standard", "accident")) {
      var unused =
          WaitingShop.create(
              stage,
              "warranty",
              Map.of(
                  "kind", kind,
                  "customer", owner,
                  "product", product,
                  "startsOn", time.date(0).minusYears(1).toString(),
                  "endsOn", time.date(33).toString()));
    }
  }

  private static String product(Stage stage) {
    return WaitingShop.admin(stage)
        .create(
            "product",
            Map.of(
                "code", "P1",
                "name", "手机一号",
                "category", "phone",
                "brand", "apple",
                "status", "onSale",
                "listPrice", 5000))
        .get("id")
        .asText();
  }

  private static void sell(Stage stage, String customer, String product, LocalDate day, int price) {
    var unused =
        WaitingShop.create(
            stage,
            "sale",
            Map.of(
                "customer",
                customer,
                "soldAt",
                day + "T04:00:00Z",
                "items",
                List.of(Map.of("product", product, "quantity", 1, "price", price))));
  }
}
