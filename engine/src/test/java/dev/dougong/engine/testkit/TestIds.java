package dev.dougong.engine.testkit;

import dev.dougong.engine.definition.EntityDefinition;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.metadata.compile.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ids from 100 on, kept in memory; knows former keys. */
public final class TestIds implements Ids {

  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private int next = 100;

  @Override
  public int entity(EntityDefinition entity) {
    return id("", entity.key(), entity.formerKeys());
  }

  @Override
  public int field(int entity, int table, FieldDefinition field) {
    return id(entity + "." + table + ".", field.key(), field.formerKeys());
  }

  private int id(String scope, String key, List<String> formerKeys) {
    Integer known = ids.get(scope + key);
    for (String former : formerKeys) {
      if (known == null) {
        known = ids.get(scope + former);
      }
    }
    int id = known == null ? next++ : known;
    ids.put(scope + key, id);
    return id;
  }
}
