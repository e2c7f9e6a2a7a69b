package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.ChangeCursor;
import dev.dougong.engine.record.ChangeLog;
import dev.dougong.engine.record.RecordChange;
import dev.dougong.workflow.internal.Segments.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reads the change log once for the whole installation and does what follows from it: members of
 * segments, steps that wait for a record. The place in the log commits with what was done, so each
 * change is met once. Writers wait for none of this. Thread-safe.
 */
final class LogFollower {

  private static final int PAGE = 1_000;
  private static final int SWEEP_EVERY = 50;

  private final ChangeLog log;
  private final LogPosition position;
  private final Segments segments;
  private final SegmentMembers members;
  private final RecordWaits waits;
  private final Chains chains;
  private int pages;

  LogFollower(
      ChangeLog log,
      LogPosition position,
      Segments segments,
      SegmentMembers members,
      RecordWaits waits,
      Chains chains) {
    this.log = log;
    this.position = position;
    this.segments = segments;
    this.members = members;
    this.waits = waits;
    this.chains = chains;
  }

  /** Reads a page in the caller's transaction; gives how many changes it had. */
  int follow(Access access) {
    Metadata metadata = access.metadata();
    List<Segment> all = segments.of(metadata);
    Map<Integer, Set<Integer>> watched = waits.watched(metadata);
    if (all.isEmpty() && watched.isEmpty()) {
      return 0;
    }
    ChangeCursor at = position.take(metadata);
    if (at == null) {
      return 0;
    }
    List<RecordChange> changes = log.read(metadata.workspace(), at, PAGE);
    if (changes.isEmpty()) {
      return 0;
    }
    Map<UUID, Integer> depths = all.isEmpty() ? Map.of() : chains.depths(metadata, changes);
    byEntity(changes)
        .forEach(
            (id, some) -> {
              Entity entity = metadata.findEntity(id);
              if (entity != null) {
                follow(access, entity, some, all, watched.getOrDefault(id, Set.of()), depths);
              }
            });
    if (!watched.isEmpty() && ++pages % SWEEP_EVERY == 0) {
      waits.sweep(metadata);
    }
    ChangeCursor read = changes.get(changes.size() - 1).cursor();
    position.move(metadata, read);
    if (!all.isEmpty()) {
      chains.forget(metadata, read);
    }
    return changes.size();
  }

  private static Map<Integer, List<RecordChange>> byEntity(List<RecordChange> changes) {
    Map<Integer, List<RecordChange>> byEntity = new LinkedHashMap<>();
    changes.forEach(
        one -> byEntity.computeIfAbsent(one.entity(), id -> new ArrayList<>()).add(one));
    return byEntity;
  }

  private void follow(
      Access access,
      Entity entity,
      List<RecordChange> changes,
      List<Segment> all,
      Set<Integer> watched,
      Map<UUID, Integer> depths) {
    if (!watched.isEmpty()) {
      waits.follow(access, entity, watched, changes);
    }
    for (Segment segment : all) {
      if (segment.entity() == entity) {
        var records = changes.stream().map(RecordChange::record).distinct().toList();
        members.compare(access, segment, records, true, depths);
      }
    }
  }
}
