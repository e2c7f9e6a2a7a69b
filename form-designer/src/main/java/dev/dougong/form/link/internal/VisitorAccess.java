package dev.dougong.form.link.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What somebody without an account may do: make a record of one entity with some fields. While a
 * record is written the values that the link fixes may be written too, and what they point at may
 * be looked up; nothing of it is answered.
 */
final class VisitorAccess implements Access {

  private final Metadata metadata;
  private final UUID user;
  private final EvaluationContext evaluation;
  private final Entity entity;
  private final EntityAccess own;
  private final EntityAccess targets;
  private final Set<String> pointedAt;

  private VisitorAccess(Access system, Entity entity, Rights own, Set<String> pointedAt) {
    this.metadata = system.metadata();
    this.user = system.userId();
    EvaluationContext all = system.evaluation();
    this.evaluation =
        new EvaluationContext(
            all.now(),
            all.zone(),
            null,
            null,
            Set.of(),
            all.orgTree(),
            all.diagnostics(),
            all.seals());
    this.entity = entity;
    this.own = own;
    this.pointedAt = Set.copyOf(pointedAt);
    this.targets = new Rights(false, RowRule.ALL, Set.of());
  }

  /** Of a visitor who looks at the form. */
  static VisitorAccess looking(Access system, LinkedForm form) {
    return new VisitorAccess(
        system, form.entity(), new Rights(true, RowRule.NONE, form.offered()), Set.of());
  }

  /** Of the write that a visitor brings about. */
  static VisitorAccess writing(Access system, LinkedForm form) {
    Set<Integer> fields = new HashSet<>(form.offered());
    Set<String> pointedAt = new HashSet<>();
    for (Field field : form.fixedFields()) {
      fields.add(field.id());
      if (field.target() instanceof ReferenceTarget.ToEntity to) {
        pointedAt.add(to.entity());
      }
    }
    return new VisitorAccess(
        system, form.entity(), new Rights(true, RowRule.ALL, fields), pointedAt);
  }

  @Override
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public UUID userId() {
    return user;
  }

  @Override
  public EvaluationContext evaluation() {
    return evaluation;
  }

  @Override
  public EntityAccess entity(Entity of) {
    if (of.id() == entity.id()) {
      return own;
    }
    return pointedAt.contains(of.key()) ? targets : Rights.NONE;
  }

  /**
   * Rights on one entity.
   *
   * @param fields ids of those that may be written; others are not there
   */
  private record Rights(boolean mayCreate, RowRule read, Set<Integer> fields)
      implements EntityAccess {

    private static final Rights NONE = new Rights(false, RowRule.NONE, Set.of());

    Rights {
      fields = Set.copyOf(fields);
    }

    @Override
    public boolean isNone() {
      return !mayCreate && read.equals(RowRule.NONE);
    }

    @Override
    public boolean mayExport() {
      return false;
    }

    @Override
    public boolean mayImport() {
      return false;
    }

    @Override
    public RowRule update() {
      return RowRule.NONE;
    }

    @Override
    public RowRule delete() {
      return RowRule.NONE;
    }

    @Override
    public FieldAccess field(Field field) {
      if (fields.contains(field.id())) {
        return FieldAccess.WRITE;
      }
      return mayCreate ? FieldAccess.HIDDEN : FieldAccess.READ;
    }
  }
}
