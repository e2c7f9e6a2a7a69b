package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.testkit.Asvs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefusalTest {

  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"title":"name","naturalKey":["code"],"fields":[
        {"key":"name","type":"text","label":{"zh":"名称"},"required":true},
        {"key":"code","type":"text","label":{"zh":"编码"}}]}
      """;
  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"},"required":true,"search":true},
        {"key":"phone","type":"text","label":{"zh":"电话"},"unique":true},
        {"key":"points","type":"integer","label":{"zh":"积分"}},
        {"key":"balance","type":"decimal","label":{"zh":"余额"},"indexed":true},
        {"key":"birthday","type":"date","label":{"zh":"生日"}},
        {"key":"store","type":"reference","entity":"store","label":{"zh":"门店"}}]}
      """;

  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = Desk.of(STORE, CUSTOMER);
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThat(
            Desk.problems(
                () ->
                    desk.create(
                        "customer",
                        "{'nmae':'x','points':'many','version':9,'birthday':'2001-02-29'}")))
        .hasSize(5)
        .contains(
            "record.unknownField@/nmae", "record.readOnlyField@/version", "record.required@/name");
  }

  @Asvs("8.2.3")
  @Test
  void treatsAHiddenFieldAsUnknownAndAReadOnlyOneAsClosed() {
    var access =
        desk.clerk()
            .with("customer", "points", FieldAccess.HIDDEN)
            .with("customer", "balance", FieldAccess.READ);

    assertThat(
            Desk.problems(
                () ->
                    desk.records.create(
                        access,
                        "customer",
                        Desk.json("{'name':'a','points':1,'balance':1}"),
                        WriteOptions.API)))
        .containsExactly("record.unknownField@/points", "record.readOnlyField@/balance");
  }
}
