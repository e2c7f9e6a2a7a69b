package dev.dougong.engine.packages;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small app whose files tests change one at a time. */
final class SamplePackage {

  private SamplePackage() {}

  static SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    put(
        files,
        "app.json",
        """
        {"key":"shop","version":"1.0.0","label":{"zh":"店铺","en":"Shop"},"engine":">=0.1"}
        """);
    put(
        files,
        "entities/customer.json",
        """
        {"key":"customer","title":"name","naturalKey":["phone"],"fields":[
          {"key":"name","type":"text","label":{"zh":"姓名","en":"Name"},"required":true},
          {"key":"phone","type":"phone","unique":true},
          {"key":"referrer","type":"reference","entity":"customer"}]}
        """);
    put(
        files,
        "entities/sale.json",
        """
        {"key":"sale","fields":[
          {"key":"customer","type":"reference","entity":"customer","required":true},
          {"key":"amount","type":"money"}]}
        """);
    put(
        files,
        "roles/clerk.json",
        "{\"key\":\"clerk\",\"entities\":[{\"entity\":\"sale\",\"read\":true}]}\n");
    put(files, "data/customer.csv", "name,phone\n王芳,13812345678\n");
    put(files, "data/sale.csv", "customer,amount\n13812345678,100\n");
    put(files, "people/users.csv", "username,name,orgUnit,roles\n");
    return files;
  }

  static void put(SortedMap<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
