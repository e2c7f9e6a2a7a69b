package dev.dougong.engine.access.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.AccessEpochStore;
import dev.dougong.engine.access.OrgUnit;
import dev.dougong.engine.access.OrgUnits;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.Label;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tree in the table {@code org_unit}. */
@Singleton
public final class PanacheOrgUnits implements OrgUnits {

  private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9]{0,62}");

  private final Transactions transactions;
  private final AccessEpochStore epoch;
  private final IdSource ids;

  /** Within the engine's transactions. */
  @Inject
  public PanacheOrgUnits(Transactions transactions, AccessEpochStore epoch, IdSource ids) {
    this.transactions = transactions;
    this.epoch = epoch;
    this.ids = ids;
  }

  @Override
  public List<OrgUnit> list() {
    return transactions.required(
        () ->
            OrgUnitRow.<OrgUnitRow>find("order by key").stream()
                .map(OrgUnitRow::toOrgUnit)
                .toList());
  }

  @Override
  public @Nullable OrgUnit find(UUID id) {
    return transactions.required(
        () -> {
          @Nullable OrgUnitRow row = OrgUnitRow.findById(id);
          return row == null ? null : row.toOrgUnit();
        });
  }

  @Override
  public OrgUnit create(String key, @Nullable UUID parent, OrgUnit.Kind kind, Label label) {
    if (!KEY.matcher(key).matches()) {
      throw new InputException(Problem.at("/key", "access.badKey").with("value", key));
    }
    return transactions.required(
        () -> {
          if (parent != null && OrgUnitRow.findById(parent) == null) {
            throw unknownParent(parent);
          }
          if (OrgUnitRow.count("key", key) > 0) {
            throw new ConflictException(Problem.at("/key", "duplicate").with("value", key));
          }
          OrgUnitRow row = new OrgUnitRow();
          row.id = ids.next();
          row.key = key;
          row.parent = parent;
          row.kind = kind.id();
          row.label = json(label);
          row.persistAndFlush();
          epoch.advance();
          return row.toOrgUnit();
        });
  }

  @Override
  public OrgUnit change(UUID id, long version, @Nullable UUID parent, @Nullable Label label) {
    return transactions.required(
        () -> {
          @Nullable OrgUnitRow row = OrgUnitRow.findById(id);
          if (row == null) {
            throw new AccessException(Problem.of("notFound"));
          }
          if (row.version != version) {
            throw new ConflictException(Problem.of("staleVersion").with("version", row.version));
          }
          if (parent != null) {
            refuseCycle(id, parent);
            row.parent = parent;
          }
          if (label != null) {
            row.label = json(label);
          }
          row.persistAndFlush();
          epoch.advance();
          return row.toOrgUnit();
        });
  }

  private static void refuseCycle(UUID unit, UUID parent) {
    Set<UUID> seen = new HashSet<>();
    @Nullable UUID above = parent;
    while (above != null && seen.add(above)) {
      if (above.equals(unit)) {
        throw new InputException(Problem.at("/parent", "access.orgUnitCycle"));
      }
      @Nullable OrgUnitRow row = OrgUnitRow.findById(above);
      if (row == null) {
        throw unknownParent(above);
      }
      above = row.parent;
    }
  }

  private static InputException unknownParent(UUID parent) {
    return new InputException(Problem.at("/parent", "access.unknownOrgUnit").with("value", parent));
  }

  private static ObjectNode json(Label label) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    label.texts().forEach(json::put);
    return json;
  }
}
