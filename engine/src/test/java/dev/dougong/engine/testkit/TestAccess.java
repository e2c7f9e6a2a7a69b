package dev.dougong.engine.testkit;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.OrgTree;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** An access that may do all, less what a test takes away. Not thread-safe while it is built. */
public final class TestAccess implements Access {

  private static final OrgTree NO_TREE =
      new OrgTree() {
        @Override
        public Set<UUID> upwards(UUID unit) {
          return Set.of(unit);
        }

        @Override
        public Set<UUID> downwards(UUID unit) {
          return Set.of(unit);
        }
      };

  private final Metadata metadata;
  private final EvaluationContext evaluation;
  private final Map<Integer, RowRule> read = new HashMap<>();
  private final Map<Integer, RowRule> update = new HashMap<>();
  private final Map<Integer, RowRule> delete = new HashMap<>();
  private final Map<Integer, FieldAccess> fields = new HashMap<>();
  private final Set<Integer> masked = new HashSet<>();
  private final Map<Object, Object> kept = new ConcurrentHashMap<>();
  private boolean mayExport = true;
  private boolean mayImport = true;
  private boolean mayTakeOver;
  private boolean mayReveal;
  private boolean mayErase;

  private TestAccess(Metadata metadata, EvaluationContext evaluation) {
    this.metadata = metadata;
    this.evaluation = evaluation;
  }

  /** A user of a unit, at an instant. */
  public static TestAccess of(Metadata metadata, UUID user, UUID unit, Instant now) {
    return new TestAccess(
        metadata,
        new EvaluationContext(
            now,
            metadata.zone(),
            user,
            unit,
            Set.of(),
            NO_TREE,
            diagnostic -> {},
            metadata.seals()));
  }

  /** Only the records of an entity for which an expression is true may be read. */
  public TestAccess reading(String entity, String rule) {
    return limit(read, entity, rule);
  }

  /** Only the records of an entity for which an expression is true may be changed. */
  public TestAccess updating(String entity, String rule) {
    return limit(update, entity, rule);
  }

  /** Only the records of an entity for which an expression is true may be deleted. */
  public TestAccess deleting(String entity, String rule) {
    return limit(delete, entity, rule);
  }

  private TestAccess limit(Map<Integer, RowRule> right, String entity, String rule) {
    Entity of = metadata.entity(entity);
    RowRule where =
        rule.equals("false")
            ? RowRule.NONE
            : new RowRule.Where(
                new Expressions().check(rule, of.scope(), ValueType.BOOLEAN).orThrow());
    right.put(of.id(), where);
    kept.clear();
    return this;
  }

  /** A field's right. */
  public TestAccess with(String entity, String field, FieldAccess right) {
    Field of = metadata.entity(entity).field(field);
    if (of == null) {
      throw new IllegalArgumentException("field: '" + field + "' is unknown");
    }
    fields.put(of.id(), right);
    kept.clear();
    return this;
  }

  /** Only a mask of a field is seen. */
  public TestAccess masking(String entity, String field) {
    with(entity, field, FieldAccess.HIDDEN);
    masked.add(Objects.requireNonNull(metadata.entity(entity).field(field)).id());
    return this;
  }

  /** With the right to uncover masked values. */
  public TestAccess revealing() {
    mayReveal = true;
    return this;
  }

  /** With the right to tell and erase all that is stored of a person. */
  public TestAccess erasing() {
    mayErase = true;
    return this;
  }

  /** Without the right to export. */
  public TestAccess withoutExport() {
    mayExport = false;
    return this;
  }

  /** Without the right to import. */
  public TestAccess withoutImport() {
    mayImport = false;
    return this;
  }

  /** With the right to bring numbers and times along, as an import has it. */
  public TestAccess takingOver() {
    mayTakeOver = true;
    return this;
  }

  @Override
  public boolean mayTakeOver() {
    return mayTakeOver;
  }

  @Override
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public UUID userId() {
    UUID user = evaluation.user();
    if (user == null) {
      throw new IllegalStateException("no user");
    }
    return user;
  }

  @Override
  public EvaluationContext evaluation() {
    return evaluation;
  }

  @Override
  public EntityAccess entity(Entity entity) {
    return new Rights(entity);
  }

  /** A key always names things of one class. */
  @Override
  @SuppressWarnings("unchecked")
  public <T> T kept(Object key, Predicate<T> isFit, Supplier<T> maker) {
    T known = (T) kept.computeIfAbsent(key, absent -> Objects.requireNonNull(maker.get()));
    if (!isFit.test(known)) {
      known = maker.get();
      kept.put(key, Objects.requireNonNull(known));
    }
    return known;
  }

  private final class Rights implements EntityAccess {

    private final int id;
    private final RowRule rows;

    Rights(Entity entity) {
      id = entity.id();
      rows = read.getOrDefault(id, RowRule.ALL);
    }

    @Override
    public boolean isNone() {
      return rows == RowRule.NONE;
    }

    @Override
    public boolean mayCreate() {
      return true;
    }

    @Override
    public boolean mayExport() {
      return mayExport;
    }

    @Override
    public boolean mayImport() {
      return mayImport;
    }

    @Override
    public RowRule read() {
      return rows;
    }

    @Override
    public RowRule update() {
      return update.getOrDefault(id, RowRule.ALL);
    }

    @Override
    public RowRule delete() {
      return delete.getOrDefault(id, RowRule.ALL);
    }

    @Override
    public boolean isMasked(Field field) {
      return masked.contains(field.id());
    }

    @Override
    public boolean mayReveal() {
      return mayReveal;
    }

    @Override
    public boolean mayErase() {
      return mayErase;
    }

    @Override
    public FieldAccess field(Field field) {
      FieldAccess right = fields.get(field.id());
      if (right != null) {
        return right;
      }
      return field.isWritable() ? FieldAccess.WRITE : FieldAccess.READ;
    }
  }
}
