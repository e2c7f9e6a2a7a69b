package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.dataimport.DayOrder;
import dev.dougong.engine.dataimport.ImportColumn;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads cells as the fields to which a plan gives their columns. Immutable. */
final class RowCleaning {

  /** {@code 1/5/2024}, {@code 01-05-2024 10:30}; {@code 1.5.2024} always is the first of May. */
  private static final Pattern TWO_WAYS =
      Pattern.compile("(\\d{1,2})([/-])(\\d{1,2})\\2(\\d{4})(\\s.*)?");

  private static final String FORMULA = "=+-@＝＋－＠";
  private static final int LONGEST_DAY = 64;
  private static final int LAST_MONTH = 12;

  private final FieldTypes types;
  private final Access access;
  private final DayOrder days;
  private final Map<Integer, Field> fields = new LinkedHashMap<>();

  RowCleaning(
      FieldTypes types, Access access, Entity entity, ImportPlan plan, List<ImportColumn> columns) {
    this.types = types;
    this.access = access;
    this.days = plan.days();
    for (int i = 0; i < columns.size(); i++) {
      String key = plan.mapping().get(columns.get(i).name());
      Field field = key == null ? null : entity.field(key);
      if (field != null && ImportFields.mayFill(access, entity, field)) {
        fields.put(i, field);
      }
    }
  }

  CleanRow clean(StagedRow row) {
    CleanRow clean = new CleanRow(row.number());
    fields.forEach(
        (column, field) -> {
          String cell = column < row.cells().size() ? unguarded(row.cells().get(column)) : "";
          Object value = cell.isBlank() ? null : value(field, cell, clean.problems());
          if (value != null) {
            clean.values().put(field, value);
          }
        });
    return clean;
  }

  /** Without the mark that exports put before what a spreadsheet would take for a formula. */
  private static String unguarded(String cell) {
    return cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0
        ? cell.substring(1)
        : cell;
  }

  private @Nullable Object value(Field field, String cell, List<Problem> problems) {
    String place = Problem.pointer(field.key());
    FieldParsing parsing =
        types.parsing(access.metadata().zone(), problem -> problems.add(problem.below(place)));
    boolean isDay = field.kind() == ValueKind.DATE || field.kind() == ValueKind.DATE_TIME;
    String text = isDay ? day(cell, parsing) : cell;
    return text == null ? null : field.type().parseText(text, field.definition(), parsing);
  }

  /** The day with its year first, or null after a problem. */
  private @Nullable String day(String cell, FieldParsing parsing) {
    String plain = cell.length() > LONGEST_DAY ? cell : TextValues.plain(cell);
    Matcher two = TWO_WAYS.matcher(plain);
    if (cell.length() > LONGEST_DAY || !two.matches()) {
      return cell;
    }
    int first = Integer.parseInt(two.group(1));
    int second = Integer.parseInt(two.group(3));
    DayOrder order =
        first > LAST_MONTH
            ? DayOrder.DAY_FIRST
            : second > LAST_MONTH || first == second ? DayOrder.MONTH_FIRST : days;
    if (order == DayOrder.UNKNOWN) {
      parsing.add(Problem.of("import.ambiguousDate").with("value", TextValues.shown(cell)));
      return null;
    }
    int month = order == DayOrder.MONTH_FIRST ? first : second;
    int day = order == DayOrder.MONTH_FIRST ? second : first;
    String time = two.group(5) == null ? "" : two.group(5);
    return two.group(4) + "-" + month + "-" + day + time;
  }
}
