package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With MVEL switched off, rules and formulas of records hold as before. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestProfile(RulesBackEndIT.WithoutMvel.class)
class RulesBackEndIT {

  /** The setting of an administrator. */
  public static final class WithoutMvel implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("dougong.rules.backend", "closures");
    }
  }

  private static final String ENTITY =
      """
      {"key":"bill","label":{"zh":"账单"},"fields":[
        {"key":"amount","type":"decimal","label":{"zh":"金额"}},
        {"key":"twice","type":"formula","result":"decimal","expression":"amount * 2","label":{"zh":"双倍"}}],
       "rules":[{"when":"amount <= 0","message":{"zh":"金额要大于零"}}]}
      """;

  @Inject Evaluator evaluator;

  @Test
  void rulesHoldWithoutMvel() {
    assertThat(evaluator).hasFieldOrPropertyWithValue("backEnd", Evaluator.BackEnd.CLOSURES);
    Api.admin().body(ENTITY).put("/api/meta/entity/bill").then().statusCode(200);
    Api.admin()
        .body(Map.of("items", List.of(Map.of("kind", "entity", "key", "bill"))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200);
    Api.admin()
        .body(Map.of("amount", 21))
        .post("/api/data/bill")
        .then()
        .statusCode(201)
        .body("twice", equalTo(42));
    Api.admin().body(Map.of("amount", -1)).post("/api/data/bill").then().statusCode(422);
  }
}
