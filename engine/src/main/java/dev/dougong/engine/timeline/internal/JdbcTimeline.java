package dev.dougong.engine.timeline.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.timeline.Timeline;
import dev.dougong.engine.timeline.TimelineAbout;
import dev.dougong.engine.timeline.TimelineRow;
import dev.dougong.engine.timeline.TimelineSource;
import dev.dougong.engine.timeline.TimelineSource.Part;
import dev.dougong.engine.timeline.TimelineSource.Writer;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link Timeline} as one statement over all sources. */
public final class JdbcTimeline implements Timeline {

  private static final SqlName R = SqlName.of("r");

  private final Statements statements;
  private final SqlCompiler compiler;
  private final Directory directory;
  private final List<TimelineSource> sources;

  /** Over the sources, in the order in which their kinds are told. */
  public JdbcTimeline(
      Statements statements,
      SqlCompiler compiler,
      Directory directory,
      List<TimelineSource> sources) {
    this.statements = statements;
    this.compiler = compiler;
    this.directory = directory;
    this.sources = List.copyOf(sources);
  }

  /** A part and whose it is. */
  private record Owned(TimelineSource source, Part part) {}

  /** An entry and whose it is. */
  private record Found(TimelineSource source, TimelineRow row) {}

  @Override
  public void page(
      Access access,
      String entity,
      UUID id,
      List<String> kinds,
      @Nullable String after,
      int limit,
      JsonGenerator out)
      throws IOException {
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw new InputException(
          Problem.at("/limit", "query.limitOutOfRange")
              .with("limit", limit)
              .with("max", LONGEST_PAGE));
    }
    @Nullable TimelineCursor cursor =
        after == null || after.isEmpty() ? null : TimelineCursor.read(after);
    TimelineAbout about = new TimelineAbout(access, readable(access, entity, id), id);
    List<Owned> all = new ArrayList<>();
    for (TimelineSource source : sources) {
      source.parts(about).forEach(part -> all.add(new Owned(source, part)));
    }
    Set<String> known = new LinkedHashSet<>();
    all.forEach(owned -> known.add(owned.part().kind()));
    refuseUnknown(kinds, known);
    List<Owned> wanted =
        all.stream().filter(o -> kinds.isEmpty() || kinds.contains(o.part().kind())).toList();
    List<Found> found = read(wanted, cursor, limit + 1);
    List<Found> shown = found.subList(0, Math.min(limit, found.size()));
    out.writeStartObject();
    write(about, shown, out);
    if (found.size() > limit) {
      out.writeStringField("next", TimelineCursor.of(shown.get(limit - 1).row()).text());
    } else {
      out.writeNullField("next");
    }
    out.writeArrayFieldStart("kinds");
    for (String kind : known) {
      out.writeString(kind);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void refuseUnknown(List<String> kinds, Set<String> known) {
    for (int i = 0; i < kinds.size(); i++) {
      if (!known.contains(kinds.get(i))) {
        throw new InputException(
            Problem.at("/kinds/" + i, "query.unknownTimelineKind")
                .with("value", kinds.get(i))
                .near(NearNames.near(kinds.get(i), List.copyOf(known))));
      }
    }
  }

  /** The entity of a record that the reader may read, deleted or not. */
  private Entity readable(Access access, String key, UUID id) {
    Entity entity = access.metadata().entity(key);
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    Sql sql =
        Sql.of("select 1 from ")
            .add(StoredField.from(access.metadata(), entity, R))
            .add(" where r.id = ")
            .bind(SqlType.UUID, id);
    Sql rule =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R)
            .condition(access.entity(entity).read());
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    if (statements.query(sql, row -> true).isEmpty()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return entity;
  }

  private List<Found> read(List<Owned> parts, @Nullable TimelineCursor after, int wanted) {
    if (parts.isEmpty()) {
      return List.of();
    }
    List<Sql> selects = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Sql select =
          Sql.of("(select ")
              .number(i)
              .add(" as part, e.at, e.key collate \"C\" as key, e.actor, e.content from (")
              .add(parts.get(i).part().select())
              .add(") e");
      if (after != null) {
        select.add(" where ").add(after.condition());
      }
      selects.add(
          select
              .add(" order by e.at desc, e.key collate \"C\" desc limit ")
              .number(wanted)
              .add(")"));
    }
    Sql sql =
        Sql.of("select t.part, t.at, t.key, t.actor, t.content::text from (")
            .join(" union all ", selects)
            .add(") t order by t.at desc, t.key desc limit ")
            .number(wanted);
    return statements.query(sql, row -> found(parts, row));
  }

  private static Found found(List<Owned> parts, ResultRow row) {
    Owned owned = parts.get((int) row.number(1));
    try {
      return new Found(
          owned.source(),
          new TimelineRow(
              owned.part().kind(),
              Objects.requireNonNull(row.instant(2)),
              Objects.requireNonNull(row.text(3)),
              row.uuid(4),
              ValueJson.mapper().readTree(Objects.requireNonNull(row.text(5)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(TimelineAbout about, List<Found> shown, JsonGenerator out) throws IOException {
    Map<TimelineSource, List<TimelineRow>> rows = new LinkedHashMap<>();
    for (Found found : shown) {
      rows.computeIfAbsent(found.source(), source -> new ArrayList<>()).add(found.row());
    }
    Map<TimelineSource, Writer> writers = new LinkedHashMap<>();
    for (var entry : rows.entrySet()) {
      writers.put(entry.getKey(), entry.getKey().writer(about, entry.getValue()));
    }
    out.writeArrayFieldStart("items");
    for (Found found : shown) {
      TimelineRow row = found.row();
      out.writeStartObject();
      out.writeStringField("kind", row.kind());
      out.writeStringField("key", row.key());
      out.writeStringField("at", ValueJson.text(row.at()));
      out.writeFieldName("by");
      writeUser(row.actor(), out);
      Objects.requireNonNull(writers.get(found.source())).write(row, out);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void writeUser(@Nullable UUID user, JsonGenerator out) throws IOException {
    if (user == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeStringField("id", user.toString());
    out.writeStringField("label", Objects.requireNonNullElse(directory.userName(user), ""));
    out.writeEndObject();
  }
}
