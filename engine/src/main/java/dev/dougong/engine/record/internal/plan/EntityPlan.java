package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.internal.StoredColumns;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entity of one snapshot, ready for writing. Immutable and thread-safe. */
public final class EntityPlan {

  private final Metadata metadata;
  private final Entity entity;
  private final List<FieldPlan> fields;
  private final Map<Integer, FieldPlan> byId = new HashMap<>();
  private final List<Field> stored = new ArrayList<>();
  private final StoredColumns columns;
  private final List<Field> columnFields = new ArrayList<>();
  private final List<Field> documentFields = new ArrayList<>();
  private final List<FieldPlan> formulas = new ArrayList<>();
  private final List<FieldPlan> defaults = new ArrayList<>();
  private final List<FieldPlan> takenOver = new ArrayList<>();
  private final List<UnitReference> unitReferences = new ArrayList<>();
  private final List<FieldPlan> numbered = new ArrayList<>();
  private final List<FieldPlan> demanding = new ArrayList<>();
  private final List<FieldPlan> conditional = new ArrayList<>();
  private final List<FieldPlan> tables = new ArrayList<>();
  private final List<Field> references = new ArrayList<>();
  private final List<FieldPlan> files = new ArrayList<>();
  private final List<Field> searched = new ArrayList<>();
  private final List<Field> rollups = new ArrayList<>();
  private final List<List<Field>> uniques = new ArrayList<>();
  private final List<RulePlan> rules = new ArrayList<>();
  private final List<RulePlan> afterRules = new ArrayList<>();
  private final List<FeedPlan> feeds = new ArrayList<>();
  private final List<ProcedurePlan> procedures = new ArrayList<>();
  private final Set<List<Integer>> hops;

  /** A validation rule, ready to run. */
  public record RulePlan(Compiled when, @Nullable Field field, Label message) {}

  /**
   * A rollup elsewhere that takes records of this entity.
   *
   * @param parent entity that holds it
   * @param rollup the field there
   * @param via reference of this entity that leads there
   * @param of the aggregated field of this entity, or null for a count
   * @param filter which records count, or null for all
   */
  public record FeedPlan(
      Entity parent, Field rollup, Field via, @Nullable Field of, @Nullable Compiled filter) {

    /** How values become one. */
    public Derivation.Aggregate aggregate() {
      return Objects.requireNonNull(rollup.rollup(), "rollup").aggregate();
    }
  }

  EntityPlan(Metadata metadata, Entity entity, Evaluator evaluator, Expressions expressions) {
    this.metadata = metadata;
    this.entity = entity;
    List<FieldPlan> plans = new ArrayList<>();
    for (Field field : entity.allFields()) {
      plans.add(FieldPlan.of(field, evaluator, expressions));
    }
    fields = FieldPlan.inOrder(plans);
    for (FieldPlan plan : plans) {
      byId.put(plan.field().id(), plan);
      place(plan.field());
    }
    for (FieldPlan plan : fields) {
      sort(plan);
    }
    columns = new StoredColumns(stored);
    List<Field> natural = entity.naturalKey();
    if (!natural.isEmpty() && !(natural.size() == 1 && natural.get(0).definition().unique())) {
      uniques.add(List.copyOf(natural));
    }
    for (Entity.Rule rule : entity.rules()) {
      Compiled when = widened(Compiled.of(rule.when(), evaluator, expressions));
      (rule.isAfter() ? afterRules : rules).add(new RulePlan(when, rule.field(), rule.message()));
    }
    for (Entity.Feed feed : entity.feeds()) {
      feeds.add(feed(feed, evaluator, expressions));
    }
    hops = Hops.of(fields, rules);
  }

  private void place(Field field) {
    switch (field.placement()) {
      case SYSTEM -> stored.add(field);
      case DOCUMENT -> {
        stored.add(field);
        documentFields.add(field);
      }
      case COLUMN, FILLING -> {
        stored.add(field);
        columnFields.add(field);
      }
      case VIRTUAL -> {}
    }
  }

  private void sort(FieldPlan plan) {
    Field field = plan.field();
    if (plan.isStoredFormula()) {
      formulas.add(plan);
    }
    if (plan.visibleWhen() != null) {
      conditional.add(plan);
    }
    if (plan.defaultValue() != null) {
      (plan.isTakenOver() ? takenOver : defaults).add(plan);
    }
    if (field.derivation() instanceof Derivation.Numbered) {
      numbered.add(plan);
    }
    if (field.definition().required() || plan.requiredWhen() != null) {
      demanding.add(plan);
    }
    if (!plan.rows().isEmpty()) {
      tables.add(plan);
    }
    if (plan.isPointing() && field.isWritable()) {
      references.add(field);
      UnitReference.of(metadata, field).ifPresent(unitReferences::add);
    }
    if (holdsFiles(plan)) {
      files.add(plan);
    }
    if (field.definition().searched() && field.placement() != Placement.VIRTUAL) {
      searched.add(field);
    }
    if (field.rollup() != null) {
      rollups.add(field);
    }
    if (field.definition().unique()) {
      uniques.add(List.of(field));
    }
    ProcedurePlan procedure = ProcedurePlan.of(entity, field);
    if (procedure != null) {
      procedures.add(procedure);
    }
  }

  private static boolean holdsFiles(FieldPlan plan) {
    return plan.field().type().holdsFiles()
        || plan.rows().stream().anyMatch(EntityPlan::holdsFiles);
  }

  /** The same condition, which reads what the virtual fields that it names read. */
  private Compiled widened(Compiled when) {
    Set<Integer> reads = new LinkedHashSet<>();
    List<Integer> open = new ArrayList<>(when.reads());
    while (!open.isEmpty()) {
      Integer id = open.remove(open.size() - 1);
      FieldPlan plan = byId.get(id);
      if (!reads.add(id) || plan == null || plan.field().placement() != Placement.VIRTUAL) {
        continue;
      }
      if (plan.formula() != null) {
        open.addAll(plan.formula().reads());
      } else if (plan.field().lookup() != null) {
        open.add(plan.field().lookup().via());
      }
    }
    return new Compiled(when.expression(), when.paths(), reads);
  }

  private FeedPlan feed(Entity.Feed feed, Evaluator evaluator, Expressions expressions) {
    Entity parent = metadata.entity(feed.parent());
    Field field = parent.field(feed.field());
    Field.Rollup rollup = Objects.requireNonNull(field.rollup(), "rollup");
    return new FeedPlan(
        parent,
        field,
        entity.field(feed.via()),
        rollup.of() == 0 ? null : entity.field(rollup.of()),
        rollup.filter() == null ? null : Compiled.of(rollup.filter(), evaluator, expressions));
  }

  /** The snapshot it belongs to. */
  public Metadata metadata() {
    return metadata;
  }

  /** The entity. */
  public Entity entity() {
    return entity;
  }

  /** All fields, formulas behind what they read. */
  public List<FieldPlan> fields() {
    return fields;
  }

  /** The field of the id; a bug where there is none. */
  public FieldPlan field(int id) {
    return Objects.requireNonNull(byId.get(id), () -> entity.key() + " has no field " + id);
  }

  /** The field of the id, or null. */
  public @Nullable FieldPlan findField(int id) {
    return byId.get(id);
  }

  /** Fields that stand in the table; slots of {@link #columns}. */
  public List<Field> stored() {
    return stored;
  }

  /** How a whole row is read. */
  public StoredColumns columns() {
    return columns;
  }

  /** Fields with a column of their own, system fields apart. */
  public List<Field> columnFields() {
    return columnFields;
  }

  /** Fields in the document. */
  public List<Field> documentFields() {
    return documentFields;
  }

  /** Formulas that are stored, in the order in which they can be computed. */
  public List<FieldPlan> formulas() {
    return formulas;
  }

  /** References that new records are given by their organisation unit. */
  public List<UnitReference> unitReferences() {
    return unitReferences;
  }

  /** Fields with a default over the record alone. */
  public List<FieldPlan> defaults() {
    return defaults;
  }

  /** Fields with a default that reads through references. */
  public List<FieldPlan> takenOver() {
    return takenOver;
  }

  /** Fields that the engine numbers. */
  public List<FieldPlan> numbered() {
    return numbered;
  }

  /** Fields that must, or may have to, hold a value. */
  public List<FieldPlan> demanding() {
    return demanding;
  }

  /** Fields that a condition of the entity may hide. */
  public List<FieldPlan> conditional() {
    return conditional;
  }

  /** Table fields. */
  public List<FieldPlan> tables() {
    return tables;
  }

  /** The fields that hold files, and the tables that have such fields in their rows. */
  public List<FieldPlan> files() {
    return files;
  }

  /** Fields that point at something and that people write. */
  public List<Field> references() {
    return references;
  }

  /** Fields that the quick search looks into; where there are any the table has a search column. */
  public List<Field> searched() {
    return searched;
  }

  /** Rollups that this entity holds. */
  public List<Field> rollups() {
    return rollups;
  }

  /** Sets of fields whose values no two live records share. */
  public List<List<Field>> uniques() {
    return uniques;
  }

  /** Validation rules. */
  public List<RulePlan> rules() {
    return rules;
  }

  /** Rules that are asked when the rollups that the record feeds have moved. */
  public List<RulePlan> afterRules() {
    return afterRules;
  }

  /** Ways through references that these rules take. */
  public Set<List<Integer>> afterHops() {
    return Hops.of(List.of(), afterRules);
  }

  /** What is done before records leave a stage. */
  public List<ProcedurePlan> procedures() {
    return procedures;
  }

  /** Rollups elsewhere that take these records. */
  public List<FeedPlan> feeds() {
    return feeds;
  }

  /**
   * Ways through references that the expressions of a write take; never empty lists. One from the
   * rows of a table begins with the table.
   */
  public Set<List<Integer>> hops() {
    return hops;
  }

  /**
   * Whether a change of these fields writes nothing that other records move meanwhile: no formula
   * over a rollup is among what follows from them.
   */
  public boolean mayBeWrittenUnlocked(Set<Integer> changed) {
    if (rollups.isEmpty()) {
      return true;
    }
    Set<Integer> moving = new HashSet<>();
    for (Field rollup : rollups) {
      moving.add(rollup.id());
    }
    for (FieldPlan plan : formulas) {
      if (plan.formula() != null && plan.formula().readsAny(moving)) {
        moving.add(plan.field().id());
      }
    }
    for (FieldPlan plan : formulasAfter(changed)) {
      if (moving.contains(plan.field().id())) {
        return false;
      }
    }
    return true;
  }

  /** Stored formulas that must be computed anew when these fields have changed. */
  public List<FieldPlan> formulasAfter(Set<Integer> changed) {
    Set<Integer> moved = new HashSet<>(changed);
    List<FieldPlan> result = new ArrayList<>();
    for (FieldPlan plan : formulas) {
      if (plan.formula() != null && plan.formula().readsAny(moved)) {
        moved.add(plan.field().id());
        result.add(plan);
      }
    }
    return result;
  }
}
