package dev.dougong.web.workspace;

import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.LimitSource;
import dev.dougong.engine.workspace.Limits;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import dev.dougong.engine.workspace.WorkspaceRegistry.Entry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registry as this node knows it, so that a request asks no database. Thread-safe. */
@Singleton
public final class KnownWorkspaces implements LimitSource {

  private final WorkspaceRegistry registry;
  private volatile Known known = new Known(-1, Map.of(), Map.of());

  private record Known(long version, Map<String, Entry> byKey, Map<String, Entry> byHost) {}

  /** Knows all from the beginning: no host leads to the main workspace that is another one's. */
  @Inject
  public KnownWorkspaces(WorkspaceRegistry registry) {
    this.registry = registry;
    boolean unused = refresh();
  }

  /** Reads what has changed; tells whether something has. */
  public boolean refresh() {
    long version = registry.version();
    if (version == known.version()) {
      return false;
    }
    Map<String, Entry> byKey = new HashMap<>();
    Map<String, Entry> byHost = new HashMap<>();
    for (Entry entry : registry.all()) {
      byKey.put(entry.workspace().key(), entry);
      entry.hosts().forEach(host -> byHost.put(host, entry));
    }
    known = new Known(version, byKey, byHost);
    return true;
  }

  /** The one to which a host belongs, or null. */
  public @Nullable Entry ofHost(String host) {
    return known.byHost().get(host);
  }

  /** Whether there is any beside the main one. */
  public boolean hasOthers() {
    return known.byKey().size() > 1;
  }

  /** The one of the key, or null. */
  public @Nullable Entry find(String key) {
    return known.byKey().get(key);
  }

  @Override
  public Limits of(Workspace workspace) {
    @Nullable Entry entry = find(workspace.key());
    return entry == null ? Limits.NONE : entry.limits();
  }

  /** Whether people may work in it. */
  public boolean isActive(Workspace workspace) {
    @Nullable Entry entry = find(workspace.key());
    return entry != null && entry.state() == WorkspaceRegistry.State.ACTIVE;
  }
}
