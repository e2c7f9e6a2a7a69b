package dev.dougong.workflow.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A message on its way, with what the channel needs for it. Secrets leave it by name only. */
public final class Delivery {

  private final Channel.Message message;
  private final Connector connector;
  private final Map<String, String> secrets;
  private final Instant now;
  private final Means means;

  /** What channels work with. */
  public record Means(OutgoingHttp http, Notices notices, AccessTokens tokens, Accounts accounts) {}

  /** With everything that is needed. */
  public Delivery(
      Channel.Message message,
      Connector connector,
      Map<String, String> secrets,
      Instant now,
      Means means) {
    this.message = message;
    this.connector = connector;
    this.secrets = Map.copyOf(secrets);
    this.now = now;
    this.means = means;
  }

  /** What is sent. */
  public Channel.Message message() {
    return message;
  }

  /** Where the channel calls; the check has made sure that there is one. */
  public OutgoingAddress address() {
    return Objects.requireNonNull(connector.address(), connector.key());
  }

  /** The settings of the connector. */
  public JsonNode settings() {
    return connector.settings();
  }

  /** A secret that the channel names. */
  public String secret(String name) {
    return Objects.requireNonNull(secrets.get(name), name);
  }

  /** An optional secret, or null. */
  public @Nullable String optionalSecret(String name) {
    return secrets.get(name);
  }

  /**
   * What the recipient is called in the app of the connector: for the id of a user the account that
   * was entered, else the sign-in name; anything else as it is. Null for a user who may not sign in
   * any more.
   */
  public @Nullable String account() {
    return means.accounts().of(connector, message.recipient());
  }

  /** The pass of the connector; a new one of the gateway where none is good any more. */
  public String token(Supplier<AccessTokens.Token> gateway) {
    return means.tokens().get(connector, now, gateway);
  }

  /** The gateway does not take the pass any more. */
  public void forgetToken(String token) {
    means.tokens().forget(connector, token);
  }

  /** The instant of the sending. */
  public Instant now() {
    return now;
  }

  /** The client for calls. */
  public OutgoingHttp http() {
    return means.http();
  }

  /** Notices for colleagues. */
  public Notices notices() {
    return means.notices();
  }
}
