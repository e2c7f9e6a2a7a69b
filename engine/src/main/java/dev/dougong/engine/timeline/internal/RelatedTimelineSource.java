package dev.dougong.engine.timeline.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.definition.PageDefinition;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.timeline.TimelineAbout;
import dev.dougong.engine.timeline.TimelineRow;
import dev.dougong.engine.timeline.TimelineSource;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records that point at the one of the timeline, at their time. Of each reference the newest
 * thousand count, so that the page of a store with a million sales stays quick.
 */
public final class RelatedTimelineSource implements TimelineSource {

  private static final int WINDOW = 1_000;
  private static final SqlName R = SqlName.of("r");

  private final SqlCompiler compiler;
  private final RecordQueries queries;

  /** Over the records. */
  public RelatedTimelineSource(SqlCompiler compiler, RecordQueries queries) {
    this.compiler = compiler;
    this.queries = queries;
  }

  /** A reference that leads here, and what is shown of its records. */
  private record Way(Entity entity, Field via, @Nullable Field at, List<String> show) {}

  @Override
  public List<Part> parts(TimelineAbout about) {
    return ways(about).stream()
        .map(way -> new Part(way.entity().key(), select(about, way)))
        .toList();
  }

  private static List<Way> ways(TimelineAbout about) {
    Access access = about.access();
    List<PageDefinition.Related> named = EntityReader.page(about.entity().definition()).timeline();
    List<Way> ways = new ArrayList<>();
    if (named == null) {
      for (Entity entity : access.metadata().entities()) {
        for (Field via : entity.fields()) {
          if (leadsHere(about, via) && isOpen(access, entity, via)) {
            ways.add(new Way(entity, via, null, List.of()));
          }
        }
      }
      return ways;
    }
    for (PageDefinition.Related related : named) {
      Entity entity = access.metadata().findEntity(related.entity());
      Field via = entity == null ? null : entity.field(related.via());
      if (entity != null && via != null && isOpen(access, entity, via)) {
        Field at = related.at() == null ? null : entity.field(related.at());
        boolean isTimeOpen = at != null && isOpen(access, entity, at);
        ways.add(new Way(entity, via, isTimeOpen ? at : null, related.show()));
      }
    }
    return ways;
  }

  private static boolean leadsHere(TimelineAbout about, Field via) {
    return via.kind() == ValueKind.REFERENCE
        && via.target() instanceof ReferenceTarget.ToEntity to
        && to.entity().equals(about.entity().key());
  }

  private static boolean isOpen(Access access, Entity entity, Field field) {
    return !access.entity(entity).isNone() && access.field(entity, field) != FieldAccess.HIDDEN;
  }

  private Sql select(TimelineAbout about, Way way) {
    Access access = about.access();
    RecordSqlScope scope =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, way.entity(), R);
    Sql inner =
        Sql.of("select r.id, r.created_by, r.created_at, ")
            .add(way.at() == null ? Sql.of("null::timestamptz") : time(access, way.at()))
            .add(" as at from ")
            .add(StoredField.from(access.metadata(), way.entity(), R))
            .add(" where ")
            .add(StoredField.value(R, way.via()))
            .add(" = ")
            .bind(SqlType.UUID, about.record())
            .add(" and r.deleted_at is null");
    Sql rule = scope.condition(access.entity(way.entity()).read());
    if (rule != null) {
      inner.add(" and ").add(rule);
    }
    inner.add(" order by r.id desc limit ").number(WINDOW);
    return Sql.of("select coalesce(w.at, w.created_at) as at, 'r' || w.id || ")
        .bind(SqlType.TEXT, "-" + way.via().id())
        .add(" as key, w.created_by as actor,")
        .add(" jsonb_build_object('id', w.id) as content from (")
        .add(inner)
        .add(") w");
  }

  /** A date counts as the beginning of its day in the zone of the app. */
  private static Sql time(Access access, Field at) {
    Sql value = StoredField.value(R, at);
    return at.kind() == ValueKind.DATE
        ? Sql.of("(")
            .add(value)
            .add("::timestamp at time zone ")
            .bind(SqlType.TEXT, access.evaluation().zone().getId())
            .add(")")
        : value;
  }

  @Override
  public Writer writer(TimelineAbout about, List<TimelineRow> rows) throws IOException {
    Map<String, Set<String>> ids = new LinkedHashMap<>();
    for (TimelineRow row : rows) {
      ids.computeIfAbsent(row.kind(), kind -> new LinkedHashSet<>())
          .add(row.content().path("id").asText());
    }
    Map<String, JsonNode> records = new HashMap<>();
    for (var entry : ids.entrySet()) {
      for (JsonNode record : read(about, entry.getKey(), entry.getValue())) {
        records.put(record.path("id").asText(), record);
      }
    }
    return (row, out) -> write(row, records.get(row.content().path("id").asText()), out);
  }

  private static void write(TimelineRow row, @Nullable JsonNode record, JsonGenerator out)
      throws IOException {
    out.writeStringField("entity", row.kind());
    out.writeFieldName("record");
    out.writeRawValue(record == null ? "null" : record.toString());
  }

  /** The records with the fields to show; read as a list, with all its rights. */
  private JsonNode read(TimelineAbout about, String key, Set<String> ids) throws IOException {
    Entity entity = about.access().metadata().entity(key);
    Set<String> fields = new LinkedHashSet<>();
    fields.add("id");
    if (entity.title() != null) {
      fields.add(entity.title().key());
    }
    entity.naturalKey().forEach(field -> fields.add(field.key()));
    ways(about).stream()
        .filter(way -> way.entity().equals(entity))
        .forEach(way -> fields.addAll(way.show()));
    fields.removeIf(name -> !isShown(about.access(), entity, name));
    String filter =
        ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(", ", "id in (", ")"));
    ListQuery query =
        new ListQuery(
            key, filter, List.of(), List.copyOf(fields), null, ids.size(), null, false, false);
    StringWriter text = new StringWriter();
    try (JsonGenerator out = ValueJson.mapper().createGenerator(text)) {
      queries.list(about.access(), query, out);
    }
    return ValueJson.mapper().readTree(text.toString()).path("items");
  }

  private static boolean isShown(Access access, Entity entity, String name) {
    Field field = entity.field(name);
    return field != null && access.field(entity, field) != FieldAccess.HIDDEN;
  }
}
