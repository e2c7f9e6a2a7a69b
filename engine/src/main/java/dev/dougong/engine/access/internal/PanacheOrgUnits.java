package dev.dougong.engine.access.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.AccessEpochStore;
import dev.dougong.engine.access.OrgUnit;
import dev.dougong.engine.access.OrgUnits;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.value.Label;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tree in the table {@code org_unit}. Each change moves the access epoch first: its row is the
 * lock by which changes of people and of the tree follow one another.
 */
@WorkspaceScoped
public final class PanacheOrgUnits implements OrgUnits {

  private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9]{0,62}");

  private final Transactions transactions;
  private final AccessEpochStore epoch;
  private final AuditLog audit;
  private final IdSource ids;

  /** Within the engine's transactions. */
  @Inject
  public PanacheOrgUnits(
      Transactions transactions, AccessEpochStore epoch, AuditLog audit, IdSource ids) {
    this.transactions = transactions;
    this.epoch = epoch;
    this.audit = audit;
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
          epoch.advance();
          checkPlace(kind, parent);
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
          tell("orgUnit.created", row, AuditDetails.none());
          return row.toOrgUnit();
        });
  }

  @Override
  public OrgUnit change(UUID id, long version, @Nullable UUID parent, @Nullable Label label) {
    return transactions.required(
        () -> {
          OrgUnitRow row = locked(id, version);
          ObjectNode before = json(row);
          if (parent != null && !parent.equals(row.parent)) {
            refuseCycle(id, parent);
            checkPlace(row.toOrgUnit().kind(), parent);
            row.parent = parent;
          }
          if (label != null) {
            row.label = json(label);
          }
          row.persistAndFlush();
          tell("orgUnit.changed", row, before);
          return row.toOrgUnit();
        });
  }

  @Override
  public OrgUnit archive(UUID id, long version, boolean isArchived) {
    return transactions.required(
        () -> {
          OrgUnitRow row = locked(id, version);
          ObjectNode before = json(row);
          if (isArchived) {
            refuseInUse(row);
          } else {
            checkPlace(row.toOrgUnit().kind(), row.parent);
          }
          row.isArchived = isArchived;
          row.persistAndFlush();
          tell("orgUnit.changed", row, before);
          return row.toOrgUnit();
        });
  }

  private void tell(String kind, OrgUnitRow row, ObjectNode before) {
    audit.tell(kind, row.id.toString(), AuditDetails.differences(before, json(row)));
  }

  private static ObjectNode json(OrgUnitRow row) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("key", row.key)
            .put("kind", row.kind)
            .put("parent", row.parent == null ? null : row.parent.toString())
            .put("archived", row.isArchived);
    json.set("label", row.label.deepCopy());
    return json;
  }

  private OrgUnitRow locked(UUID id, long version) {
    epoch.advance();
    @Nullable OrgUnitRow row = OrgUnitRow.findById(id);
    if (row == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    if (row.version != version) {
      throw new ConflictException(Problem.of("staleVersion").with("version", row.version));
    }
    return row;
  }

  private static void refuseInUse(OrgUnitRow row) {
    long people = AppUser.count("isActive and orgUnit = ?1", row.id);
    long below = OrgUnitRow.count("not isArchived and parent = ?1", row.id);
    if (people > 0 || below > 0) {
      throw new InputException(
          Problem.of("access.unitInUse").with("people", people).with("units", below));
    }
  }

  private static void checkPlace(OrgUnit.Kind kind, @Nullable UUID parent) {
    @Nullable OrgUnitRow above = parent == null ? null : OrgUnitRow.findById(parent);
    if (parent != null && above == null) {
      throw unknownParent(parent);
    }
    if (above != null && above.isArchived) {
      throw new InputException(
          Problem.at("/parent", "access.archivedUnit").with("value", above.key));
    }
    if (!kind.mayStandBelow(above == null ? null : above.toOrgUnit().kind())) {
      throw new InputException(Problem.at("/parent", "access.orgUnitLevel"));
    }
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
