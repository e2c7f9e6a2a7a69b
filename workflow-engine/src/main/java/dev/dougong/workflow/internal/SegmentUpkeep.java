package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.internal.Segments.Segment;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts segments anew: when their rule was published, without starting anything, and on each new
 * day, because rules name days and records that they refer to. Goes by parts, each a transaction of
 * its own under the lock of the follower, so a change in between is met by it afterwards.
 * Thread-safe.
 */
final class SegmentUpkeep {

  private static final int PART = 2_000;
  private static final UUID FIRST = new UUID(0, 0);

  private final Statements statements;
  private final Transactions transactions;
  private final RecordSelection selection;
  private final Segments segments;
  private final SegmentMembers members;
  private final LogPosition position;

  SegmentUpkeep(
      Statements statements,
      Transactions transactions,
      RecordSelection selection,
      Segments segments,
      SegmentMembers members,
      LogPosition position) {
    this.statements = statements;
    this.transactions = transactions;
    this.selection = selection;
    this.segments = segments;
    this.members = members;
    this.position = position;
  }

  private record State(String rule, long version, LocalDate day) {}

  /** Counts what has to be counted anew; one statement where nothing has. */
  void follow(Access access) {
    Metadata metadata = access.metadata();
    List<Segment> all = segments.of(metadata);
    if (all.isEmpty() && metadata.documents("segment").isEmpty()) {
      return;
    }
    LocalDate today = LocalDate.ofInstant(access.evaluation().now(), metadata.zone());
    for (Segment segment : all) {
      State state = state(metadata, segment.key());
      if (state != null && state.version() > metadata.version()) {
        continue;
      }
      if (state == null || !state.rule().equals(segment.rule())) {
        count(access, segment, false);
        note(metadata, segment, today);
      } else if (!state.day().equals(today)) {
        count(access, segment, true);
        note(metadata, segment, today);
      }
    }
  }

  private @Nullable State state(Metadata metadata, String segment) {
    return statements.queryOne(
        Sql.of("select rule, version, day::text from ")
            .add(metadata.workspace().schema())
            .add(".segment_state where segment = ")
            .bind(SqlType.TEXT, segment),
        row ->
            new State(
                Objects.requireNonNull(row.text(1)),
                row.number(2),
                LocalDate.parse(Objects.requireNonNull(row.text(3)))));
  }

  /** Over all records, then over members that are no record any more. */
  private void count(Access access, Segment segment, boolean fires) {
    walk(access, segment, selection.select(access, segment.entity(), null, List.of()), fires);
    walk(access, segment, members(access.metadata(), segment), fires);
  }

  private void walk(Access access, Segment segment, Sql all, boolean fires) {
    UUID after = FIRST;
    while (after != null) {
      UUID from = after;
      after =
          transactions.required(
              () -> {
                position.hold(access.metadata());
                List<UUID> part = part(all, from);
                members.compare(access, segment, part, fires, Map.of());
                return part.size() < PART ? null : part.get(part.size() - 1);
              });
    }
  }

  private static Sql members(Metadata metadata, Segment segment) {
    return Sql.of("select m.record as id from ")
        .add(metadata.workspace().schema())
        .add(".segment_member m where m.segment = ")
        .bind(SqlType.TEXT, segment.key());
  }

  private List<UUID> part(Sql all, UUID after) {
    return statements.query(
        Sql.of("select x.id from (")
            .add(all)
            .add(") x where x.id > ")
            .bind(SqlType.UUID, after)
            .add(" order by x.id limit ")
            .number(PART),
        row -> Objects.requireNonNull(row.uuid(1)));
  }

  private void note(Metadata metadata, Segment segment, LocalDate today) {
    SqlName schema = metadata.workspace().schema();
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".segment_state (segment, rule, version, day) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.TEXT, segment.key()),
                    new Sql().bind(SqlType.TEXT, segment.rule()),
                    new Sql().bind(SqlType.BIGINT, metadata.version()),
                    new Sql().bind(SqlType.DATE, today)))
            .add(") on conflict (segment) do update set rule = excluded.rule,")
            .add(" version = excluded.version, day = excluded.day"));
    statements.update(
        Sql.of("with s as (delete from ")
            .add(schema)
            .add(".segment_state where version <= ")
            .bind(SqlType.BIGINT, metadata.version())
            .add(" and segment <> all(")
            .bind(SqlType.TEXT_ARRAY, List.copyOf(metadata.documents("segment").keySet()))
            .add(") returning segment) delete from ")
            .add(schema)
            .add(".segment_member where segment in (select segment from s)"));
  }
}
