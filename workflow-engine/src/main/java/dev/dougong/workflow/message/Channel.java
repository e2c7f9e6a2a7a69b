package dev.dougong.workflow.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.outgoing.OutgoingCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way to reach people outside: the console, a gateway … Found by {@code Instance<Channel>}.
 * Thread-safe. Open: nothing else learns its name. What a shop sets up of it is a connector.
 */
public interface Channel {

  /** Id in documents, lowerCamelCase; never changes. */
  String id();

  /** Properties and {@code required} of the settings that a connector gives it. */
  default ObjectNode schema() {
    return OptionsSchema.of("{\"properties\":{}}");
  }

  /** Names of the secrets that it needs, in the order in which people enter them. */
  default List<String> secrets() {
    return List.of();
  }

  /** Those of them without which it works, too. */
  default Set<String> optionalSecrets() {
    return Set.of();
  }

  /** Where it calls. */
  default Place place() {
    return Place.NONE;
  }

  /** Whether it works without a connector; then its id may stand in the place of one. */
  default boolean isReady() {
    return false;
  }

  /**
   * Whether it can tell colleagues of their tasks: then a recipient may be the id of a user, and
   * its connectors have the settings {@code home} and {@code tasks}.
   */
  default boolean tellsTasks() {
    return false;
  }

  /**
   * Who reads packs and alerts of reports that go by it; its connectors then have the settings of
   * {@link ReportSetting}. A recipient is the id of a user, or empty for a group.
   */
  default Readers reportReaders() {
    return Readers.NOBODY;
  }

  /** Whether a user who is called so in the app can be reached. */
  default boolean isAccount(String account) {
    return !account.isBlank();
  }

  /** Who reads what goes by a channel. */
  enum Readers {
    NOBODY,
    PERSON,
    GROUP
  }

  /** Whether people other than colleagues may get its messages, so that the gate decides. */
  default boolean reachesCustomers(JsonNode settings) {
    return true;
  }

  /** Whether a message must say to whom it goes. */
  default boolean needsRecipient() {
    return true;
  }

  /** Whether steps may call programs at and below the address of its connectors. */
  default boolean isCallable() {
    return false;
  }

  /**
   * Puts on a call of a step what its receiver asks for: a token, a signature. Only where {@link
   * #isCallable} says so.
   */
  default OutgoingCall authorize(OutgoingCall call, Authority authority) {
    return call;
  }

  /**
   * What a call is authorized with.
   *
   * @param id the same for every try
   * @param body as it is sent; empty for none
   */
  record Authority(
      UUID id, String body, JsonNode settings, Map<String, String> secrets, Instant now) {

    /** Copies the secrets. */
    public Authority {
      secrets = Map.copyOf(secrets);
    }

    /** Says nothing of secrets. */
    @Override
    public String toString() {
      return id.toString();
    }
  }

  /**
   * Sends a message. Called outside of any transaction; at most one sender at a time; again, with
   * the same id and the same text, where it is not known whether it arrived.
   *
   * @throws DeliveryException where it was not taken
   * @throws dev.dougong.workflow.outgoing.OutgoingException where nobody was reached
   */
  Receipt send(Delivery delivery);

  /**
   * Where a channel calls.
   *
   * @param schemes of addresses, or none where it calls nowhere
   * @param usual the address where a connector names no other; null where it must name one
   */
  record Place(List<String> schemes, @Nullable String usual) {
    /** Nowhere. */
    public static final Place NONE = new Place(List.of(), null);

    /** Copies the list. */
    public Place {
      schemes = List.copyOf(schemes);
    }

    /** By HTTP, at the address that the connector names, else at the usual one. */
    public static Place http(@Nullable String usual) {
      return new Place(List.of("https", "http"), usual);
    }
  }

  /**
   * A message.
   *
   * @param id the same for every try
   * @param recipient address in the channel; empty where it has none
   * @param template of the gateway, or empty
   * @param parameters of the template, by name in alphabetical order, numbers by their size
   * @param link path of a page of this application that it opens, or empty
   * @param html the same as the body for channels that show HTML, or empty
   */
  record Message(
      UUID id,
      String recipient,
      String title,
      String body,
      String template,
      Map<String, String> parameters,
      String link,
      String html) {

    /** One as plain text. */
    public Message(
        UUID id,
        String recipient,
        String title,
        String body,
        String template,
        Map<String, String> parameters,
        String link) {
      this(id, recipient, title, body, template, parameters, link, "");
    }

    /** One that opens nothing. */
    public Message(
        UUID id,
        String recipient,
        String title,
        String body,
        String template,
        Map<String, String> parameters) {
      this(id, recipient, title, body, template, parameters, "");
    }

    /** One without a template. */
    public Message(UUID id, String recipient, String title, String body) {
      this(id, recipient, title, body, "", Map.of());
    }
  }

  /**
   * What the gateway said.
   *
   * @param reference its own number for the message, or null
   * @param parts how many it counts, for the costs
   */
  record Receipt(@Nullable String reference, int parts) {
    /** One, without a number. */
    public static final Receipt ONE = new Receipt(null, 1);
  }
}
