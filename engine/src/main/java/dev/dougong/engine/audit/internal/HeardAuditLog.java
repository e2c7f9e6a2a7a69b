package dev.dougong.engine.audit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.AuditListener;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.storage.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An audit log that others hear of. */
public final class HeardAuditLog implements AuditLog {

  private final AuditLog log;
  private final Workspace workspace;
  private final Actors actors;
  private final List<AuditListener> listeners;

  /** Over the log of a workspace. */
  public HeardAuditLog(
      AuditLog log, Workspace workspace, Actors actors, List<AuditListener> listeners) {
    this.log = log;
    this.workspace = workspace;
    this.actors = actors;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void write(Entry entry) {
    log.write(entry);
    listeners.forEach(one -> one.written(workspace, entry));
  }

  @Override
  public void tell(String kind, String subject, JsonNode details) {
    Actors.Actor actor = actors.current();
    write(new Entry(kind, actor.user(), actor.address(), subject, details));
  }

  @Override
  public List<StoredEntry> list(Choice choice, @Nullable Long before, int limit) {
    return log.list(choice, before, limit);
  }
}
