package dev.dougong.workflow.message;

import java.util.Collections;
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

  /** The channel of the id, or null. */
  public @Nullable Channel find(String id) {
    return byId.get(id);
  }

  /** Ids in alphabetical order. */
  public Set<String> ids() {
    return byId.keySet();
  }
}
