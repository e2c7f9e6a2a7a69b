package dev.dougong.report.chart;

import dev.dougong.engine.TypeScan;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All chart types there are. Immutable. */
public final class ChartTypes {

  private final Map<String, ChartType> byId;
  private final ChartType plain;

  /** Refuses two types of one id, purpose or grouping, and anything but one plain type. */
  public ChartTypes(Iterable<? extends ChartType> types) {
    Map<String, ChartType> map = new TreeMap<>();
    Set<Purpose> claimed = EnumSet.noneOf(Purpose.class);
    Set<String> groupings = new HashSet<>();
    for (ChartType type : types) {
      for (Purpose purpose : type.purposes()) {
        if (!claimed.add(purpose)) {
          throw new IllegalArgumentException("types: " + purpose + " is claimed twice");
        }
      }
      for (String grouping : type.groupings()) {
        if (!groupings.add(grouping)) {
          throw new IllegalArgumentException("types: '" + grouping + "' is claimed twice");
        }
      }
      if (map.put(type.id(), type) != null) {
        throw new IllegalArgumentException("types: '" + type.id() + "' is claimed twice");
      }
    }
    List<ChartType> plains = map.values().stream().filter(ChartType::isPlain).toList();
    if (plains.size() != 1) {
      throw new IllegalArgumentException("types: " + plains.size() + " of them are plain");
    }
    byId = Collections.unmodifiableMap(map);
    plain = plains.get(0);
  }

  /** All that have a folder, for where there is no container. */
  public static ChartTypes onClassPath() {
    return new ChartTypes(TypeScan.find(ChartType.class));
  }

  /** The type of the id, or null. */
  public @Nullable ChartType find(String id) {
    return byId.get(id);
  }

  /** The type of reports that name none. */
  public ChartType plain() {
    return plain;
  }

  /** The types in the order of their ids. */
  public Collection<ChartType> all() {
    return byId.values();
  }
}
