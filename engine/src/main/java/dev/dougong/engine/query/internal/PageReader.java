package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.record.internal.ColumnReader;
import dev.dougong.engine.search.Run;
import dev.dougong.engine.search.SearchQuery;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of one list. With a quick search the tokens of the index give candidates, and each is
 * checked against the texts that the reader may see; pages are read until enough have passed.
 */
final class PageReader {

  private static final ListPlan.Place FIRST = new ListPlan.Place(null, false);

  private static final int CANDIDATES = 200;

  /** Numbers with fewer digits are parts of numbers. */
  private static final int SHORTEST_WHOLE = 7;

  /** Rows to look at for each that is wanted: more than conditions usually let fall. */
  private static final int FIRST_WALK = 100;

  /** The same where the first walk has shown that it leads there. */
  private static final int LONG_WALK = 20 * FIRST_WALK;

  private final Jdbc jdbc;
  private final OrderWalks walks;
  private final ListPlan plan;
  private final SearchTerms searchTerms;
  private final @Nullable SearchQuery search;
  private final List<Field> searched = new ArrayList<>();

  /** Fields whose masks the reader sees, and by whose whole values records are found. */
  private final List<Field> soughtWhole = new ArrayList<>();

  private final OutputFields output;
  private final Access access;
  private final boolean isDeleted;

  /** A row of a page. */
  record Row(Cursor cursor, @Nullable Instant deletedAt, @Nullable Object[] values) {}

  /**
   * A page.
   *
   * @param next where the next one begins, or null after the last
   */
  record Page(OutputFields output, List<Row> rows, @Nullable String next) {

    /** The values of all rows. */
    List<@Nullable Object[]> values() {
      List<@Nullable Object[]> result = new ArrayList<>();
      for (Row row : rows) {
        result.add(row.values());
      }
      return result;
    }
  }

  PageReader(
      Jdbc jdbc,
      OrderWalks walks,
      SqlCompiler compiler,
      SearchTerms searchTerms,
      Access access,
      ListCompiler.CheckedList checked,
      ListQuery query) {
    this.jdbc = jdbc;
    this.walks = walks;
    this.access = access;
    this.searchTerms = searchTerms;
    this.search = checked.search();
    this.isDeleted = query.isDeleted();
    if (search != null) {
      chooseSearched(access.entity(checked.entity()), checked.entity(), search);
    }
    List<Field> taken = new ArrayList<>(searched);
    taken.addAll(soughtWhole);
    this.output = new OutputFields(access, checked.entity(), checked.shown(), taken);
    this.plan =
        new ListPlan(
            access,
            compiler,
            checked.entity(),
            checked.filter(),
            search,
            checked.sort(),
            query.isDeleted(),
            query.narrowing());
  }

  private void chooseSearched(EntityAccess rights, Entity entity, SearchQuery sought) {
    for (Field field : entity.fields()) {
      if (!field.definition().searched()) {
        continue;
      }
      if (rights.field(field) != FieldAccess.HIDDEN) {
        searched.add(field);
      } else if (rights.isMasked(field)
          && field.type().isFoundWhole()
          && wholeNumber(sought) != null) {
        soughtWhole.add(field);
      }
    }
  }

  /** Whether records may be found by a whole value of which the reader sees masks. */
  boolean seeksMasked() {
    return !soughtWhole.isEmpty();
  }

  /** The one number that is searched for, if it is long enough to be a whole one; or null. */
  private static @Nullable String wholeNumber(SearchQuery sought) {
    if (sought.runs().size() != 1) {
      return null;
    }
    Run run = sought.runs().get(0);
    return run.script() == Run.Script.DIGITS && run.text().length() >= SHORTEST_WHOLE
        ? run.text()
        : null;
  }

  /** The page behind a cursor. */
  Page read(@Nullable String after, int limit) {
    Cursor cursor = after == null ? null : Cursor.parse(after, plan.sort());
    if (search != null && search.all().isEmpty()) {
      return new Page(output, List.of(), null);
    }
    List<Row> rows = new ArrayList<>();
    boolean isEmptyPart = plan.hasParts() && cursor != null && cursor.values().get(0) == null;
    while (rows.size() <= limit) {
      int wanted = search == null ? limit + 1 - rows.size() : Math.max(CANDIDATES, limit + 1);
      List<Row> found = fetch(new ListPlan.Place(cursor, isEmptyPart), wanted);
      for (Row row : found) {
        if (rows.size() <= limit && passes(row)) {
          rows.add(row);
        }
      }
      if (found.size() == wanted) {
        cursor = found.get(found.size() - 1).cursor();
      } else if (plan.hasParts() && !isEmptyPart) {
        isEmptyPart = true;
        cursor = null;
      } else {
        break;
      }
    }
    if (rows.size() <= limit) {
      return new Page(output, rows, null);
    }
    return new Page(
        output, List.copyOf(rows.subList(0, limit)), rows.get(limit - 1).cursor().text());
  }

  /** Exact number of all rows of the list. */
  long count() {
    if (search == null) {
      return Objects.requireNonNull(jdbc.queryOne(plan.count(), row -> row.getLong(1)));
    }
    long count = 0;
    String after = null;
    do {
      Page page = read(after, ListCompiler.MAX_LIMIT);
      count += page.rows().size();
      after = page.next();
    } while (after != null);
    return count;
  }

  /** Rows in order; looks at a bounded number where PostgreSQL would walk until it has enough. */
  private List<Row> fetch(ListPlan.Place place, int wanted) {
    Sql page = plan.page(output, place, wanted);
    if (!plan.mayWalk() || !walks.isWalk(listOf(page, place, wanted), page)) {
      return walks.watch(page, () -> jdbc.query(page, this::row));
    }
    List<Row> found = among(place, wanted, FIRST_WALK);
    if (found.size() < wanted && found.size() * LONG_WALK >= wanted * FIRST_WALK) {
      found = among(place, wanted, LONG_WALK);
    }
    return found.size() < wanted
        ? jdbc.query(plan.pageOfAll(output, place, wanted), this::row)
        : found;
  }

  /** Text of the first page of the list that a page belongs to. */
  private String listOf(Sql page, ListPlan.Place place, int wanted) {
    return (place.equals(FIRST) ? page : plan.page(output, FIRST, wanted)).text();
  }

  private List<Row> among(ListPlan.Place place, int wanted, int walk) {
    return jdbc.query(plan.pageAmong(output, place, wanted, walk * wanted), this::row);
  }

  private Row row(ResultSet row) throws SQLException {
    List<@Nullable Object> keys = new ArrayList<>();
    int column = 1;
    for (SortTerm term : plan.sort()) {
      keys.add(ColumnReader.read(row, column++, term.kind()));
    }
    UUID id = Objects.requireNonNull(Jdbc.uuid(row, column++));
    Instant deletedAt = null;
    if (isDeleted) {
      OffsetDateTime moment = row.getObject(column++, OffsetDateTime.class);
      deletedAt = moment == null ? null : moment.toInstant();
    }
    return new Row(new Cursor(keys, id), deletedAt, output.read(row, column, access.evaluation()));
  }

  private boolean passes(Row row) {
    if (search == null) {
      return true;
    }
    List<String> texts = new ArrayList<>();
    for (Field field : searched) {
      Object value = row.values()[output.slotOf(field)];
      String text = value == null ? null : field.type().searchText(value, field.definition());
      if (text != null) {
        texts.add(text);
      }
    }
    for (Field field : soughtWhole) {
      Object value = row.values()[output.slotOf(field)];
      String text =
          value == null ? null : field.type().searchText(Masked.whole(value), field.definition());
      if (text != null && text.equals(wholeNumber(search))) {
        texts.add(text);
      }
    }
    return searchTerms.matches(texts, search);
  }
}
