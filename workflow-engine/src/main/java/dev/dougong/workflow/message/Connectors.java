package dev.dougong.workflow.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what a message is sent by. Immutable. */
public final class Connectors {

  private final Channels channels;

  /** Over all channels. */
  public Connectors(Channels channels) {
    this.channels = channels;
  }

  /** The connector of the key, or the channel that needs none; null where there is neither. */
  public @Nullable Connector find(Metadata metadata, String key) {
    ObjectNode document = metadata.documents("connector").get(key);
    if (document != null) {
      Channel channel = channels.find(document.path("channel").asText());
      return channel == null ? null : Connector.of(document, channel);
    }
    Channel channel = channels.find(key);
    return channel == null || !channel.isReady() ? null : Connector.of(channel);
  }

  /** All that messages can be sent by, in alphabetical order. */
  public List<Connector> all(Metadata metadata) {
    TreeSet<String> keys = new TreeSet<>(metadata.documents("connector").keySet());
    keys.addAll(channels.ids());
    List<Connector> found = new ArrayList<>();
    for (String key : keys) {
      Connector connector = find(metadata, key);
      if (connector != null) {
        found.add(connector);
      }
    }
    return found;
  }
}
