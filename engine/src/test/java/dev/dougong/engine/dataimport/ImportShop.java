package dev.dougong.engine.dataimport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A shop with four stores, into which customers are brought. */
abstract class ImportShop {

  static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"title":"name","naturalKey":["code"],"fields":[
        {"key":"code","type":"text","label":{"zh":"编号"},"unique":true},
        {"key":"name","type":"text","label":{"zh":"名称"}}]}
      """;
  static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","naturalKey":["phone"],"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"},"required":true,"maxLength":50},
        {"key":"phone","type":"phone","label":{"zh":"手机号"},"unique":true},
        {"key":"level","type":"choice","label":{"zh":"等级"},"options":[
          {"value":"gold","label":{"zh":"金卡","en":"Gold"}},
          {"value":"normal","label":{"zh":"普通","en":"Normal"}}]},
        {"key":"birthday","type":"date","label":{"zh":"生日","en":"Birthday"}},
        {"key":"tags","type":"tags","label":{"zh":"标签"}},
        {"key":"spent","type":"money","label":{"zh":"消费金额"},"currency":"CNY"},
        {"key":"vip","type":"boolean","label":{"zh":"是否会员"}},
        {"key":"store","type":"reference","label":{"zh":"门店"},"entity":"store"},
        {"key":"note","type":"longText","label":{"zh":"备注"}}],
       "rules":[{"when":"vip == true && isBlank(level)","field":"level",
         "message":{"zh":"会员请选择等级"}}]}
      """;
  static final List<String> HEADINGS =
      List.of("客户姓名", "手机号", "等级", "生日", "标签", "消费金额", "是否会员", "门店", "归属人");

  Path folder;
  ImportDesk desk;

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
    desk = ImportDesk.of(STORE, CUSTOMER);
    create("store", "{'code':'S1','name':'万达店'}");
    create("store", "{'code':'S2','name':'人民路店'}");
    create("store", "{'code':'S3','name':'万达店二'}");
    create("store", "{'code':'S4','name':'万达店二'}");
  }

  EntityRecord create(String entity, String values) {
    return desk.records.create(desk.manager(), entity, json(values), WriteOptions.API);
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) ValueJson.mapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ImportPlan plan(ImportState one, ImportMode mode) {
    Map<String, String> mapping = new java.util.LinkedHashMap<>(one.plan().mapping());
    if (one.columns().stream().anyMatch(column -> column.name().equals("归属人"))) {
      mapping.put("归属人", "owner");
    }
    return new ImportPlan(mapping, mode, List.of(), DayOrder.UNKNOWN);
  }

  ImportState run(Path file, ImportMode mode) {
    ImportState ready = desk.bring(file);
    return desk.run(ready, plan(ready, mode));
  }

  Path three() {
    return TestFiles.csv(
        folder.resolve("three.csv"),
        List.of(
            List.of("姓名", "手机号", "备注"),
            List.of("新名", "13800000001", ""),
            List.of("同名", "13800000002", ""),
            List.of("新人", "13800000003", "来了")),
        StandardCharsets.UTF_8);
  }

  void two() {
    create("customer", "{'name':'旧名','phone':'13800000001','note':'留下','level':'gold'}");
    create("customer", "{'name':'同名','phone':'13800000002'}");
  }
}
