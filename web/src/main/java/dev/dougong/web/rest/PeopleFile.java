package dev.dougong.web.rest;

import dev.dougong.engine.dataimport.format.ImportFormats;
import dev.dougong.engine.dataimport.format.RowSink;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of people: headings in the first row, one person in each below.
 *
 * @param lines what is filled in, by column
 * @param columns what the file has
 * @param ignored headings that say nothing about people
 */
record PeopleFile(List<Line> lines, List<Column> columns, List<String> ignored) {

  /** As many as get a password in one go. */
  static final int MOST = 500;

  /** What a column says; each is known by its names in Chinese and English. */
  enum Column {
    USERNAME("用户名", "User name", "username", "登录名", "账号"),
    NAME("姓名", "Name", "name", "名字"),
    ORG_UNIT("所属组织", "Unit", "orgUnit", "组织", "门店", "部门"),
    ROLES("角色", "Roles", "roles", "role"),
    LANGUAGE("界面语言", "Language", "language", "语言");

    private final List<String> names;

    Column(String... names) {
      this.names = List.of(names);
    }

    /** The heading in a language. */
    String heading(Locale locale) {
      return names.get(locale.getLanguage().equals("en") ? 1 : 0);
    }

    /** The place of its problems in a row. */
    String key() {
      return names.get(2);
    }

    private static @Nullable Column of(String heading) {
      for (Column column : values()) {
        for (String name : column.names) {
          if (name.equalsIgnoreCase(heading.strip())) {
            return column;
          }
        }
      }
      return null;
    }
  }

  /** A row as a person counts it; without the cells that are empty. */
  record Line(int number, Map<Column, String> cells) {

    String cell(Column column) {
      return cells.getOrDefault(column, "");
    }
  }

  PeopleFile {
    lines = List.copyOf(lines);
    columns = List.copyOf(columns);
    ignored = List.copyOf(ignored);
  }

  /** Reads a file of any known format; refuses what holds no people or too many. */
  static PeopleFile read(ImportFormats formats, Path file, String name) {
    Rows rows = new Rows();
    try {
      formats.of(file, name).read(file, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    if (rows.lines.isEmpty()) {
      throw new InputException(Problem.of("import.noRows"));
    }
    return new PeopleFile(
        rows.lines, rows.columns.stream().filter(one -> one != null).toList(), rows.ignored);
  }

  private static final class Rows implements RowSink {

    private final List<Line> lines = new ArrayList<>();
    private final List<@Nullable Column> columns = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    @Override
    public void row(int number, List<String> cells) {
      if (columns.isEmpty()) {
        headings(cells);
        return;
      }
      if (lines.size() == MOST) {
        throw new InputException(Problem.of("peopleImport.tooMany").with("max", MOST));
      }
      Map<Column, String> filled = new EnumMap<>(Column.class);
      for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
        Column column = columns.get(i);
        if (column != null && !cells.get(i).isBlank()) {
          filled.put(column, cells.get(i).strip());
        }
      }
      if (!filled.isEmpty()) {
        lines.add(new Line(number, filled));
      }
    }

    private void headings(List<String> cells) {
      for (String cell : cells) {
        Column column = Column.of(cell);
        if (column != null && columns.contains(column)) {
          throw new InputException(Problem.of("peopleImport.repeatedColumn").with("value", cell));
        }
        if (column == null && !cell.isBlank()) {
          ignored.add(cell);
        }
        columns.add(column);
      }
      if (!columns.contains(Column.USERNAME)) {
        throw new InputException(Problem.of("peopleImport.noUsernames"));
      }
    }

    @Override
    public void note(Problem problem) {
      // what is wrong with cells is told row by row
    }

    @Override
    public void detail(String name, String value) {
      // encoding and sheet do not matter for so few rows
    }
  }
}
