package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.query.ExportSink.Cell;
import dev.dougong.engine.value.TableRow;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values of a row as a person reads them. */
final class RowTexts {

  /** So many lookups of lookups are followed; they never form a circle. */
  private static final int DEEPEST = 20;

  private final Directory directory;
  private final Locale locale;
  private final ZoneId zone;
  private final RowLabels rowLabels;
  private final Metadata metadata;
  private final Map<Integer, Field> meant = new HashMap<>();

  RowTexts(Directory directory, Access access, RowLabels rowLabels) {
    this.directory = directory;
    this.locale = access.locale();
    this.zone = access.evaluation().zone();
    this.rowLabels = rowLabels;
    this.metadata = access.metadata();
  }

  /** One cell for each shown field. */
  List<Cell> cells(OutputFields fields, @Nullable Object[] values) {
    List<Cell> cells = new ArrayList<>();
    for (OutputField output : fields.shown()) {
      Object value = values[output.slot()];
      if (value instanceof Masked masked) {
        cells.add(new Cell(masked.text(), masked.text()));
      } else {
        cells.add(new Cell(value, value == null ? "" : text(output, value, values)));
      }
    }
    return cells;
  }

  private String text(OutputField output, Object value, @Nullable Object[] values) {
    Object label = output.labelSlot() < 0 ? null : values[output.labelSlot()];
    return switch (output.label()) {
      case NONE -> plain(output.field(), value);
      case RECORD -> {
        Field title = output.title();
        if (title == null || label == null) {
          yield "";
        }
        yield label instanceof Masked masked
            ? masked.text()
            : title.type().format(label, title.definition(), locale, zone);
      }
      case RECORDS -> label instanceof List<?> titles ? joined(titles) : "";
      case USER -> nameOf(directory.userName((UUID) value));
      case USERS -> {
        List<String> names = new ArrayList<>();
        for (Object user : (List<?>) value) {
          names.add(nameOf(directory.userName((UUID) user)));
        }
        yield joined(names);
      }
      case ORG_UNIT -> nameOf(directory.orgUnitName((UUID) value, locale));
    };
  }

  private String plain(Field field, Object value) {
    return switch (field.kind()) {
      case TABLE -> rows(field, (List<?>) value);
      case REFERENCE -> value.toString();
      default -> {
        Field meaning = meaning(field);
        yield meaning.type().format(value, meaning.definition(), locale, zone);
      }
    };
  }

  /** The field whose values these are: for what is looked up, the one that it comes from. */
  private Field meaning(Field field) {
    return field.lookup() == null ? field : meant.computeIfAbsent(field.id(), id -> source(field));
  }

  private Field source(Field field) {
    Field source = field;
    for (int depth = 0; source.lookup() != null && depth < DEEPEST; depth++) {
      int wanted = source.lookup().field();
      for (Entity entity : metadata.entities()) {
        Field found = entity.findField(wanted);
        if (found != null) {
          source = found;
          break;
        }
      }
    }
    return source;
  }

  private String rows(Field table, List<?> rows) {
    List<String> lines = new ArrayList<>();
    for (Object item : rows) {
      TableRow row = (TableRow) item;
      List<String> parts = new ArrayList<>();
      for (Field inner : table.rowFields()) {
        Object value = row.value(inner.id());
        if (value instanceof UUID id) {
          parts.add(nameOf(rowLabels.label(id)));
        } else if (value != null) {
          parts.add(inner.type().format(value, inner.definition(), locale, zone));
        }
      }
      lines.add(String.join(" ", parts));
    }
    return String.join("; ", lines);
  }

  private static String nameOf(@Nullable String name) {
    return name == null ? "" : name;
  }

  private static String joined(List<?> names) {
    StringBuilder text = new StringBuilder();
    for (Object name : names) {
      text.append(text.length() == 0 ? "" : ", ").append(name);
    }
    return text.toString();
  }
}
