package dev.dougong.workflow.message;

import dev.dougong.engine.TypeScan;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All channels there are. Immutable. */
public final class Channels {

  private final Map<String, Channel> byId;

  /** Refuses two channels of one id. */
  public Channels(Iterable<? extends Channel> channels) {
    Map<String, Channel> map = new TreeMap<>();
    for (Channel channel : channels) {
      if (map.put(channel.id(), channel) != null) {
        throw new IllegalArgumentException("channels: '" + channel.id() + "' is claimed twice");
      }
    }
    byId = Collections.unmodifiableMap(map);
  }

  /** All on the class path, where there is no container. */
  public static Channels onClassPath() {
    return new Channels(TypeScan.find(Channel.class));
  }

  /** The channel of the id, or null. */
  public @Nullable Channel find(String id) {
    return byId.get(id);
  }

  /** Ids of those that work without a connector, in alphabetical order. */
  public List<String> ready() {
    return byId.values().stream().filter(Channel::isReady).map(Channel::id).toList();
  }

  /** Ids in alphabetical order. */
  public Set<String> ids() {
    return byId.keySet();
  }
}
