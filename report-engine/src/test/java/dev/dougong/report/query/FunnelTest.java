package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.record.EntityRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelTest {

  private static final String FUNNEL =
      """
      {"entity":"lead","dimensions":[{"field":"stage","bucket":"furthest"}],"measures":[
        {"key":"here","aggregate":"count"},
        {"key":"reached","derive":"reached","of":"here"},
        {"key":"rate","derive":"conversion","of":"here"},
        {"key":"loss","derive":"loss","of":"here"},
        {"key":"ofAll","derive":"reachedShare","of":"here"}]}
      """;

  private final Shop shop = new Shop();

  private void lead(String... stages) {
    EntityRecord lead =
        shop.create("lead", Shop.object("{\"name\":\"x\"}").put("stage", stages[0]));
    for (int i = 1; i < stages.length; i++) {
      lead = shop.patch("lead", lead, Shop.object("{}").put("stage", stages[i]));
    }
  }

  @Test
  void countsHowFarLeadsEverCameByTheirHistory() {
    lead("new");
    lead("new", "lost");
    lead("new", "contacted", "lost");
    lead("new", "contacted", "visited", "contacted");
    lead("new", "contacted", "won");
    lead("lost");
    lead("new", "visited", "lost");
    lead("won");
    JsonNode answer = shop.json(shop.everything(), FUNNEL);
    assertThat(Shop.texts(answer, "stage"))
        .containsExactly("new", "contacted", "visited", "quoted", "won");
    assertThat(Shop.texts(answer, "here")).containsExactly("3", "1", "2", "0", "2");
    assertThat(Shop.texts(answer, "reached")).containsExactly("8", "5", "4", "2", "2");
    assertThat(Shop.texts(answer, "rate")).containsExactly("1", "0.625", "0.8", "0.5", "1");
    assertThat(Shop.texts(answer, "loss")).containsExactly("0", "0.375", "0.2", "0.5", "0");
    assertThat(Shop.texts(answer, "ofAll")).containsExactly("1", "0.625", "0.5", "0.25", "0.25");
    assertThat(answer.at("/total/here").asInt()).isEqualTo(8);
    for (JsonNode row : answer.path("rows")) {
      assertThat(shop.drill(shop.everything(), FUNNEL, row, "here").path("count").asInt())
          .isEqualTo(row.path("here").asInt());
      assertThat(shop.drill(shop.everything(), FUNNEL, row, "reached").path("count").asInt())
          .isEqualTo(row.path("reached").asInt());
    }
  }

  @Test
  void hasAllStagesWhereThereIsNoLead() {
    JsonNode answer = shop.json(shop.everything(), FUNNEL);
    assertThat(Shop.texts(answer, "reached")).isEqualTo(List.of("0", "0", "0", "0", "0"));
  }
}
