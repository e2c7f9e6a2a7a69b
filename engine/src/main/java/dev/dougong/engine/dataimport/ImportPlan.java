package dev.dougong.engine.dataimport;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the columns of a file become records.
 *
 * @param mapping field key by the name of the column; columns that are not named are left out
 * @param mode what happens with records that are there
 * @param key fields by which records are known: a natural key or a unique field; empty where the
 *     mode looks for none
 * @param days what a day means that can be read in two ways
 */
public record ImportPlan(
    Map<String, String> mapping, ImportMode mode, List<String> key, DayOrder days) {

  /** Copies the parts and keeps their order. */
  public ImportPlan {
    mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
    key = List.copyOf(key);
  }
}
