package dev.dougong.engine.dataimport.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.dataimport.ImportMode;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.dataimport.RowIntake;
import dev.dougong.engine.dataimport.RowOutcome;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.storage.internal.DatabaseException;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.workspace.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes some rows through the record engine, as one transaction of the caller. A row with problems
 * does not keep the others back. Rows of one key come after each other, so that a later one meets
 * the record of the earlier. Used once.
 */
final class RowBatch {

  private static final WriteOptions IMPORT = new WriteOptions(null, "import");
  private static final String OPERATIONS = "/operations/";
  private static final String VALUES = "/values";
  private static final int TRIES = 4;

  private final Records records;
  private final RecordLookup lookup;
  private final Access access;
  private final Entity entity;
  private final ImportMode mode;
  private final List<Field> key;
  private final Set<String> madeBefore;
  private final WriteOptions how;
  private final @Nullable Judging judging;
  private final Map<Integer, RowResult> results = new TreeMap<>();

  /**
   * Under the rights of who brought the file.
   *
   * @param madeBefore keys for which an earlier row of a check would have made a record
   */
  RowBatch(
      Records records,
      RecordLookup lookup,
      Access access,
      Entity entity,
      ImportPlan plan,
      Set<String> madeBefore) {
    this.records = records;
    this.lookup = lookup;
    this.access = access;
    this.entity = entity;
    this.mode = plan.mode();
    this.key = key(access, entity, plan);
    this.madeBefore = madeBefore;
    this.how = IMPORT;
    this.judging = null;
  }

  /**
   * Who decides what a row changes, in the place of a mode.
   *
   * @param given clean values of the rows, by number
   */
  record Judging(
      RowIntake.Judge judge, WriteOptions how, Map<Integer, Map<Field, @Nullable Object>> given) {}

  /** For rows whose changes somebody else decides; with the id as key none are made. */
  RowBatch(
      Records records,
      RecordLookup lookup,
      Access access,
      Entity entity,
      List<Field> key,
      Judging judging) {
    this.records = records;
    this.lookup = lookup;
    this.access = access;
    this.entity = entity;
    this.mode = isById(key) ? ImportMode.UPDATE : ImportMode.UPSERT;
    this.key = key;
    this.madeBefore = Set.of();
    this.how = judging.how();
    this.judging = judging;
  }

  private static boolean isById(List<Field> key) {
    return key.size() == 1 && key.get(0).id() == SystemField.ID.id();
  }

  /** The fields by which records are known; empty where there are none. */
  static List<Field> key(Access access, Entity entity, ImportPlan plan) {
    List<Field> fields = ImportFields.key(access, entity, plan.key());
    return fields == null ? List.of() : fields;
  }

  /** The key of a row as a text, or null. */
  static @Nullable String keyText(CleanRow row, List<Field> key) {
    List<Object> values = row.key(key);
    return values == null ? null : ValueJson.toTree(values).toString();
  }

  /** A row with what shall be done for it. */
  private record Step(CleanRow row, @Nullable String key, Operation operation, long version) {}

  /** What became of each row, in their order. */
  List<RowResult> write(List<CleanRow> rows) {
    List<CleanRow> open = new ArrayList<>();
    for (CleanRow row : rows) {
      if (row.isWrong()) {
        fail(row, row.problems());
      } else {
        open.add(row);
      }
    }
    while (!open.isEmpty()) {
      List<CleanRow> later = new ArrayList<>();
      wave(firstOfEach(open, later));
      open = later;
    }
    return List.copyOf(results.values());
  }

  private List<CleanRow> firstOfEach(List<CleanRow> rows, List<CleanRow> later) {
    Set<List<Object>> seen = new HashSet<>();
    List<CleanRow> first = new ArrayList<>();
    for (CleanRow row : rows) {
      List<Object> values = row.key(key);
      (values == null || seen.add(values) ? first : later).add(row);
    }
    return first;
  }

  private void wave(List<CleanRow> rows) {
    Map<List<Object>, CleanRow> keyed = new LinkedHashMap<>();
    for (CleanRow row : rows) {
      List<Object> values = row.key(key);
      if (values != null) {
        keyed.put(values, row);
      }
    }
    Map<List<Object>, List<RecordLookup.Found>> there =
        keyed.isEmpty() || !mode.isMatching()
            ? Map.of()
            : lookup.find(access, entity, key, keyed.keySet(), besides(rows), mode.isChanging());
    List<Step> steps = new ArrayList<>();
    for (CleanRow row : rows) {
      List<Object> values = row.key(key);
      List<RecordLookup.Found> found =
          values == null ? List.of() : there.getOrDefault(values, List.of());
      Step step = step(row, found.isEmpty() ? null : found.get(0));
      if (step != null) {
        steps.add(step);
      }
    }
    write(steps, 0);
  }

  /** The fields whose present values decide what a row changes. */
  private List<Field> besides(List<CleanRow> rows) {
    if (mode != ImportMode.MERGE && judging == null) {
      return List.of();
    }
    Set<Field> fields = new LinkedHashSet<>();
    if (judging != null) {
      fields.add(entity.field(SystemField.UPDATED_AT.id()));
    }
    rows.forEach(row -> fields.addAll(row.values().keySet()));
    return List.copyOf(fields);
  }

  /** What a row gives to a record that has values: fills what is empty, adds to lists. */
  private static Map<Field, Object> filling(CleanRow row, Map<Field, Object> present) {
    Map<Field, Object> values = new LinkedHashMap<>();
    row.values()
        .forEach(
            (field, value) -> {
              Object now = present.get(field);
              if (now == null) {
                values.put(field, value);
              } else if (now instanceof List<?> many && value instanceof List<?> more) {
                Set<Object> all = new LinkedHashSet<>(many);
                if (all.addAll(more)) {
                  values.put(field, List.copyOf(all));
                }
              }
            });
    return values;
  }

  /** What shall be done for a row; null where that is told already. */
  private @Nullable Step step(CleanRow row, RecordLookup.@Nullable Found found) {
    String text = keyText(row, key);
    if (found == null && text != null && madeBefore.contains(text)) {
      return again(row, text);
    }
    if (found == null && mode == ImportMode.UPDATE) {
      String code = text == null ? "import.keyEmpty" : "import.recordNotFound";
      return fail(row, List.of(atKey(code)));
    }
    if (found != null && mode == ImportMode.SKIP) {
      return done(row, RowOutcome.SKIPPED, null);
    }
    if (found != null && judging != null) {
      return judged(row, found, text, judging);
    }
    Map<Field, @Nullable Object> given =
        found != null && mode == ImportMode.MERGE ? filling(row, found.values()) : row.values();
    ObjectNode values = json(given);
    return found == null
        ? new Step(row, text, new Operation.Create(values), 0)
        : new Step(row, text, new Operation.Patch(found.id(), null, values), found.version());
  }

  private static ObjectNode json(Map<Field, @Nullable Object> given) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    given.forEach(
        (field, value) ->
            values.set(field.key(), value == null ? values.nullNode() : ValueJson.toTree(value)));
    return values;
  }

  private @Nullable Step judged(
      CleanRow row, RecordLookup.Found found, @Nullable String text, Judging judges) {
    Field updatedAt = entity.field(SystemField.UPDATED_AT.id());
    Instant at = (Instant) Objects.requireNonNull(found.values().get(updatedAt), "updatedAt");
    RowIntake.Verdict verdict =
        judges
            .judge()
            .judge(
                row.number(),
                Objects.requireNonNull(judges.given().get(row.number())),
                new RowIntake.Present(found.id(), at, found.values()));
    int number = row.number();
    if (!verdict.problems().isEmpty()) {
      results.put(
          number,
          new RowResult(
              number, RowOutcome.FAILED, found.id(), found.version(), text, verdict.problems()));
      return null;
    }
    if (verdict.values().isEmpty()) {
      results.put(
          number,
          new RowResult(
              number, RowOutcome.UNCHANGED, found.id(), found.version(), text, List.of()));
      return null;
    }
    return new Step(
        row, text, new Operation.Patch(found.id(), null, json(verdict.values())), found.version());
  }

  /** A row of a check whose record would be there by now. */
  private @Nullable Step again(CleanRow row, String text) {
    return switch (mode) {
      case CREATE -> fail(row, List.of(atKey("import.repeatedInFile")));
      case SKIP -> done(row, RowOutcome.SKIPPED, null);
      case UPDATE, UPSERT, MERGE -> done(row, RowOutcome.UPDATED, text);
    };
  }

  private Problem atKey(String code) {
    return Problem.at(key.isEmpty() ? "" : Problem.pointer(key.get(0).key()), code);
  }

  private void write(List<Step> steps, int tries) {
    if (steps.isEmpty()) {
      return;
    }
    try {
      List<EntityRecord> written =
          records.batch(access, entity.key(), steps.stream().map(Step::operation).toList(), how);
      for (int i = 0; i < steps.size(); i++) {
        keep(steps.get(i), written.get(i));
      }
    } catch (BusyException e) {
      throw e;
    } catch (ProblemException e) {
      if (Limit.isReached(e)) {
        withoutMade(steps, e);
        return;
      }
      List<Step> left = withoutWrong(steps, e.problems());
      if (left.size() < steps.size() && tries < TRIES) {
        write(left, tries + 1);
      } else if (left.size() == 1 && left.size() == steps.size()) {
        fail(left.get(0).row(), e.problems());
      } else {
        halves(left);
      }
    } catch (DatabaseException e) {
      // refused by a limit of the database that nobody knows of; a lost connection ends all
      if (steps.size() == 1) {
        fail(steps.get(0).row(), List.of(Problem.of("import.rowRefused")));
      } else {
        halves(steps);
      }
    }
  }

  /** No smaller part helps: an import ends, and rows of other systems wait for a person. */
  private void withoutMade(List<Step> steps, ProblemException refusal) {
    List<Step> changing = new ArrayList<>();
    for (Step step : steps) {
      if (step.operation() instanceof Operation.Create) {
        fail(step.row(), refusal.problems());
      } else {
        changing.add(step);
      }
    }
    if (judging == null || changing.size() == steps.size()) {
      throw refusal;
    }
    write(changing, 0);
  }

  /** One half does not know what is wrong with the other. */
  private void halves(List<Step> steps) {
    write(steps.subList(0, (steps.size() + 1) / 2), 0);
    write(steps.subList((steps.size() + 1) / 2, steps.size()), 0);
  }

  private void keep(Step step, EntityRecord record) {
    RowOutcome outcome =
        step.version() == 0
            ? RowOutcome.CREATED
            : record.version() == step.version() ? RowOutcome.UNCHANGED : RowOutcome.UPDATED;
    int number = step.row().number();
    results.put(
        number,
        new RowResult(number, outcome, record.id(), record.version(), step.key(), List.of()));
  }

  /** The steps of which nothing bad was said; the others are told. */
  private List<Step> withoutWrong(List<Step> steps, List<Problem> problems) {
    Map<Integer, List<Problem>> wrong = new HashMap<>();
    for (Problem problem : problems) {
      String place = problem.place();
      if (place.startsWith(OPERATIONS)) {
        int end = place.indexOf('/', OPERATIONS.length());
        int stop = end < 0 ? place.length() : end;
        int index = Integer.parseInt(place, OPERATIONS.length(), stop, 10);
        String rest = place.substring(stop);
        String inside = rest.startsWith(VALUES) ? rest.substring(VALUES.length()) : rest;
        wrong
            .computeIfAbsent(index, none -> new ArrayList<>())
            .add(new Problem(problem.code(), inside, problem.arguments()));
      }
    }
    List<Step> left = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      List<Problem> here = wrong.get(i);
      if (here == null) {
        left.add(steps.get(i));
      } else {
        fail(steps.get(i).row(), here);
      }
    }
    return left;
  }

  private @Nullable Step fail(CleanRow row, List<Problem> problems) {
    results.put(
        row.number(), RowResult.failed(row.number(), keyText(row, key), List.copyOf(problems)));
    return null;
  }

  private @Nullable Step done(CleanRow row, RowOutcome outcome, @Nullable String text) {
    results.put(row.number(), new RowResult(row.number(), outcome, null, 0, text, List.of()));
    return null;
  }
}
