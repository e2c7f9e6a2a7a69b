package dev.dougong.engine.access.internal;

import dev.dougong.engine.access.OrgUnit;
import dev.dougong.engine.expression.OrgTree;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The organisation tree at one moment, with all answers worked out. */
final class OrgSnapshot implements OrgTree {

  private final Map<UUID, Set<UUID>> upwards = new HashMap<>();
  private final Map<UUID, Set<UUID>> downwards = new HashMap<>();
  private final Map<UUID, Set<String>> keys = new HashMap<>();

  OrgSnapshot(Collection<OrgUnit> units) {
    Map<UUID, OrgUnit> byId = new HashMap<>();
    units.forEach(unit -> byId.put(unit.id(), unit));
    for (OrgUnit unit : units) {
      Set<UUID> above = new LinkedHashSet<>();
      @Nullable OrgUnit step = unit;
      while (step != null && above.add(step.id())) {
        downwards.computeIfAbsent(step.id(), id -> new LinkedHashSet<>()).add(unit.id());
        step = step.parent() == null ? null : byId.get(step.parent());
      }
      upwards.put(unit.id(), Set.copyOf(above));
      Set<String> named = new HashSet<>();
      above.forEach(id -> named.add(Objects.requireNonNull(byId.get(id)).key()));
      keys.put(unit.id(), Set.copyOf(named));
    }
    downwards.replaceAll((id, below) -> Set.copyOf(below));
  }

  @Override
  public Set<UUID> upwards(UUID unit) {
    return upwards.getOrDefault(unit, Set.of(unit));
  }

  @Override
  public Set<String> keysUpwards(UUID unit) {
    return keys.getOrDefault(unit, Set.of());
  }

  @Override
  public Set<UUID> downwards(UUID unit) {
    return downwards.getOrDefault(unit, Set.of(unit));
  }
}
