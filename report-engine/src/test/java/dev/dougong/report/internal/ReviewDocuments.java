package dev.dougong.report.internal;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import java.util.List;

/** A shop with stores and sales, and the dashboard of its weekly review. */
final class ReviewDocuments {

  static final List<Document> ALL =
      List.of(
          document(
              "entity",
              """
              {"key":"store","label":{"zh":"门店"},"title":"name","naturalKey":["code"],"fields":[
                {"key":"code","type":"text","required":true,"unique":true},
                {"key":"name","type":"text"}]}
              """),
          document(
              "entity",
              """
              {"key":"sale","label":{"zh":"销售"},"title":"number","fields":[
                {"key":"number","type":"text"},
                {"key":"store","type":"reference","entity":"store","onDelete":"clear"},
                {"key":"amount","type":"money","label":{"zh":"金额"}},
                {"key":"net","type":"formula","result":"money","expression":"round(amount * 0.9, 2)"},
                {"key":"soldAt","type":"dateTime"}]}
              """),
          document("role", "{\"key\":\"manager\",\"extends\":[],\"entities\":[]}"),
          document(
              "report",
              """
              {"key":"sold","label":{"zh":"上周销售额"},"entity":"sale",
               "measures":[{"key":"amount","label":{"zh":"销售额"},"aggregate":"sum",
                 "expression":"amount"}],
               "period":{"field":"soldAt","name":"lastWeek"},
               "chart":{"type":"number","value":"amount"}}
              """),
          document(
              "report",
              """
              {"key":"stores","label":{"zh":"门店排行"},"entity":"sale","dimensions":[{"field":"store"}],
               "measures":[{"key":"amount","label":{"zh":"销售额"},"aggregate":"sum",
                 "expression":"amount"}],"sort":["-amount"],
               "chart":{"type":"leaderboard","who":"store","value":"amount"}}
              """),
          document(
              "report",
              """
              {"key":"month","label":{"zh":"本月销售额"},"entity":"sale",
               "dimensions":[{"key":"day","field":"soldAt","bucket":"day"}],"totals":false,
               "measures":[{"key":"amount","label":{"zh":"销售额"},"aggregate":"sum",
                 "expression":"amount"},
                 {"key":"net","aggregate":"sum","expression":"net"},
                 {"key":"mean","aggregate":"average","expression":"net","format":"money"},
                 {"key":"half","aggregate":"count"},
                 {"key":"calculated","calculate":"amount / 2"},
                 {"key":"lastSale","aggregate":"max","expression":"soldAt"}],
               "period":{"field":"soldAt","name":"thisMonth"},
               "chart":{"type":"line"}}
              """),
          document(
              "dashboard",
              """
              {"key":"review","label":{"zh":"每周复盘","en":"Weekly review"},
               "widgets":[{"report":"sold","width":3,"height":2},
                 {"report":"month","x":4,"width":3,"height":2},
                 {"report":"stores","y":2,"width":6,"height":5}],
               "filters":[{"entity":"store","field":"id"},{"entity":"sale","field":"amount"}]}
              """));

  private ReviewDocuments() {}

  private static Document document(String kind, String json) {
    var content = DocumentJson.read(json);
    return new Document(kind, content.path("key").asText(), content);
  }
}
