package dev.dougong.engine.packages.internal;

import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.packages.PackageData.DataFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders files of records so that records come before those that refer to them. */
final class DataOrder {

  private DataOrder() {}

  static List<DataFile> of(Metadata metadata, Map<String, String> files) {
    Map<String, String> left = new LinkedHashMap<>(files);
    List<DataFile> order = new ArrayList<>();
    while (!left.isEmpty()) {
      String next = next(metadata, left.keySet());
      String csv = left.get(next);
      if (csv != null) {
        order.add(new DataFile(next, csv, deferred(metadata.entity(next), left.keySet())));
      }
      left.remove(next);
    }
    return order;
  }

  /** The entity that waits for the fewest others; the first of those. */
  private static String next(Metadata metadata, Set<String> left) {
    String best = "";
    int fewest = Integer.MAX_VALUE;
    for (String key : left) {
      Set<String> others = new HashSet<>(targets(metadata.entity(key)).values());
      others.remove(key);
      others.retainAll(left);
      if (others.size() < fewest) {
        best = key;
        fewest = others.size();
      }
    }
    return best;
  }

  private static Set<String> deferred(Entity entity, Set<String> left) {
    Set<String> deferred = new HashSet<>();
    targets(entity)
        .forEach(
            (field, target) -> {
              if (left.contains(target)) {
                deferred.add(field);
              }
            });
    return deferred;
  }

  private static Map<String, String> targets(Entity entity) {
    Map<String, String> targets = new LinkedHashMap<>();
    for (Field field : entity.fields()) {
      add(field.key(), field, targets);
      field.rowFields().forEach(row -> add(field.key() + "." + row.key(), row, targets));
    }
    return targets;
  }

  private static void add(String name, Field field, Map<String, String> targets) {
    if (field.target() instanceof ReferenceTarget.ToEntity to) {
      targets.put(name, to.entity());
    }
  }
}
