package dev.dougong.web.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.RecordSight;
import dev.dougong.engine.record.ChangeLog;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.ChangeTailer;
import dev.dougong.engine.record.RecordChange;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.web.workspace.WorkspaceClosing;
import dev.dougong.web.workspace.Workspaces;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells people who look which entities have changed, on each node for those who look there. The
 * change log is read once for all, and only while somebody looks. Nobody hears of a change that
 * they may not see: the row must be theirs to read, and one of the changed fields, too.
 */
@WorkspaceScoped
public final class LiveChanges {

  private static final Logger LOG = Logger.getLogger(LiveChanges.class);
  private static final long AFTER_FAILURE_MILLIS = 1_000;
  private static final Duration ALIVE = Duration.ofSeconds(15);

  private final ChangeLog log;
  private final RecordSight sight;
  private final ObjectMapper mapper;
  private final InstantSource clock;
  private final Workspace workspace;
  private final Workspaces workspaces;
  private final List<Watch> watches = new CopyOnWriteArrayList<>();
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread thread = new Thread(work, "live");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable ChangeTailer tailer;
  private boolean isRunning;
  private volatile boolean isLeaving;
  private Instant shownLifeAt = Instant.EPOCH;

  /** Over the change log. */
  @Inject
  public LiveChanges(
      ChangeLog log,
      RecordSight sight,
      ObjectMapper mapper,
      InstantSource clock,
      Workspace workspace,
      Workspaces workspaces) {
    this.log = log;
    this.sight = sight;
    this.mapper = mapper;
    this.clock = clock;
    this.workspace = workspace;
    this.workspaces = workspaces;
    // where nobody looks any more there is no thread
    executor.setKeepAliveTime(ALIVE.toSeconds(), TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  /** Somebody who looks. Called by one thread. */
  public interface Watcher {

    /** Rights as they are now; null once the person is signed out or blocked. */
    @Nullable Access access();

    /** Hears which of the watched entities have changed; never none. */
    void changed(Set<String> entities);

    /**
     * Shows that the connection lives; the first time that what is committed from now on is told.
     */
    void alive();

    /** There is nothing more to hear. */
    void end();
  }

  private record Watch(Watcher watcher, Set<String> entities) {}

  /**
   * Begins to tell, with a first sign of life; what was committed before it is not told.
   *
   * @param entities keys; what does not exist for the reader never changes
   * @return to call when nobody looks any more
   */
  public Runnable watch(Set<String> entities, Watcher watcher) {
    Watch watch = new Watch(watcher, Set.copyOf(entities));
    watches.add(watch);
    if (isLeaving) {
      leave(watch);
      return () -> {};
    }
    try {
      executor.execute(() -> workspaces.run(workspace, () -> begin(watch)));
    } catch (RejectedExecutionException e) {
      watcher.end();
    }
    return () -> watches.remove(watch);
  }

  /** This node will end: who looks goes on at another one, and nobody begins here. */
  void leave(@Observes WorkspaceClosing event) {
    isLeaving = true;
    if (!event.isSoon()) {
      executor.shutdownNow();
    }
    watches.forEach(watch -> watch.watcher().end());
  }

  private void begin(Watch watch) {
    if (!isRunning) {
      isRunning = true;
      tailer = new ChangeTailer(workspace, log, List.of((where, changes) -> tell(changes)));
      shownLifeAt = clock.instant();
      look();
    }
    watch.watcher().alive();
  }

  private void look() {
    ChangeTailer current = tailer;
    if (watches.isEmpty() || current == null) {
      isRunning = false;
      tailer = null;
      return;
    }
    long pause = AFTER_FAILURE_MILLIS;
    try {
      current.poll();
      pause = current.pause().toMillis();
      if (clock.instant().isAfter(shownLifeAt.plus(ALIVE))) {
        shownLifeAt = clock.instant();
        showLife();
      }
    } catch (RuntimeException e) {
      LOG.warn("changes cannot be read for those who look; it is tried again", e);
    }
    var unused =
        executor.schedule(
            () -> workspaces.run(workspace, this::look), pause, TimeUnit.MILLISECONDS);
  }

  private void showLife() {
    for (Watch watch : watches) {
      if (watch.watcher().access() == null) {
        leave(watch);
      } else {
        watch.watcher().alive();
      }
    }
  }

  private void leave(Watch watch) {
    watches.remove(watch);
    watch.watcher().end();
  }

  /**
   * What a change touched, read once for all who look.
   *
   * @param fields ids of the changed fields, or null where the whole record came or went
   */
  private record Touched(UUID record, @Nullable Set<Integer> fields) {}

  private void tell(List<RecordChange> changes) {
    Map<Integer, List<Touched>> byEntity = new LinkedHashMap<>();
    for (RecordChange change : changes) {
      byEntity.computeIfAbsent(change.entity(), id -> new ArrayList<>()).add(touched(change));
    }
    for (Watch watch : watches) {
      Access access = watch.watcher().access();
      if (access == null) {
        leave(watch);
        continue;
      }
      Set<String> seen = new TreeSet<>();
      byEntity.forEach(
          (id, some) -> {
            Entity entity = access.metadata().findEntity(id);
            if (entity != null
                && watch.entities().contains(entity.key())
                && sight.seesAny(access, entity, visible(access, entity, some))) {
              seen.add(entity.key());
            }
          });
      if (!seen.isEmpty()) {
        watch.watcher().changed(seen);
      }
    }
  }

  private Touched touched(RecordChange change) {
    if (change.operation() != ChangeOperation.UPDATED
        && change.operation() != ChangeOperation.DERIVED) {
      return new Touched(change.record(), null);
    }
    Set<Integer> fields = new HashSet<>();
    addFields(change.before(), fields);
    addFields(change.after(), fields);
    return new Touched(change.record(), fields);
  }

  private void addFields(@Nullable String values, Set<Integer> into) {
    if (values == null) {
      return;
    }
    try {
      JsonNode tree = mapper.readTree(values);
      tree.fieldNames().forEachRemaining(name -> into.add(Integer.valueOf(name.substring(1))));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Records of which the reader may see something that changed, if they may see the record. */
  private static Set<UUID> visible(Access access, Entity entity, List<Touched> touched) {
    Set<UUID> records = new HashSet<>();
    for (Touched one : touched) {
      if (!records.contains(one.record()) && isVisible(access, entity, one.fields())) {
        records.add(one.record());
      }
    }
    return records;
  }

  private static boolean isVisible(Access access, Entity entity, @Nullable Set<Integer> fields) {
    if (fields == null) {
      return true;
    }
    for (int id : fields) {
      Field field = entity.findField(id);
      if (field != null && access.entity(entity).isShown(field)) {
        return true;
      }
    }
    return false;
  }
}
