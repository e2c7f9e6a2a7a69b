package dev.dougong.workflow.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.outgoing.OutgoingException;
import dev.dougong.workflow.outgoing.OutgoingHosts;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for every channel that calls by HTTP. A test of one gives samples. */
public abstract class ChannelContract {

  /** When messages of the tests are sent. */
  protected static final Instant NOW = Instant.parse("2026-03-01T04:00:00.123Z");

  /** Id of the message of the tests. */
  protected static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");

  /** Where the channel calls. */
  protected final Gateway gateway = new Gateway();

  private final OutgoingHttp http =
      new OutgoingHttp(
          new OutgoingHosts(List.of(gateway.place()), InetAddress::getAllByName),
          Duration.ofSeconds(5));

  /** The channel. */
  protected abstract Channel channel();

  /** Settings as a connector gives them, JSON in which {@code '} stands for a quotation mark. */
  protected abstract String settings();

  /** Secrets by name. */
  protected abstract Map<String, String> secrets();

  /** A body by which the gateway says that it took the message. */
  protected abstract String taken();

  /** A body by which it says that it never will. */
  protected abstract String refused();

  /** Status with which it says so. */
  protected int refusedStatus() {
    return 200;
  }

  /** A message that the channel can send. */
  protected Channel.Message message() {
    return new Channel.Message(ID, "+8613800000001", "标题", "您好 & <张三> \"100%\"\n第二行");
  }

  /** Stops the server. */
  @AfterEach
  void stop() {
    http.close();
    gateway.close();
  }

  /** Sends. */
  protected Channel.Receipt send(Channel.Message message) {
    ObjectNode document = ValueJson.mapper().createObjectNode();
    document.put("key", "test").put("address", gateway.address() + path());
    document.set("settings", json(settings().replace('\'', '"')));
    Connector connector = TestConnectors.of(document, channel());
    return channel()
        .send(
            new Delivery(
                message,
                connector,
                secrets(),
                NOW,
                new Delivery.Means(
                    http, TestConnectors.NO_NOTICES, tokens(), TestConnectors.SIGN_IN_NAMES)));
  }

  /** The pass that is good now; no channel asks for one in the contract. */
  protected AccessTokens tokens() {
    return new KnownToken();
  }

  private static final class KnownToken implements AccessTokens {
    @Override
    public String get(Connector connector, Instant now, Supplier<Token> gateway) {
      return "pass-of-the-test";
    }

    @Override
    public void forget(Connector connector, String token) {}
  }

  /** Path of the address of the connector. */
  protected String path() {
    return "";
  }

  /** Reads JSON. */
  protected static JsonNode json(String text) {
    try {
      return ValueJson.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parameters of a query or form, unescaped. */
  protected static Map<String, String> parameters(String text) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String one : text.split("&", -1)) {
      int at = one.indexOf('=');
      all.put(
          one.substring(0, at), URLDecoder.decode(one.substring(at + 1), StandardCharsets.UTF_8));
    }
    return all;
  }

  private DeliveryException fault() {
    return catchThrowableOfType(DeliveryException.class, () -> send(message()));
  }

  @Test
  void sendsTheSameAgainAfterAFaultThatPasses() {
    gateway.answers(503, "busy");
    assertThat(fault().isPassing()).isTrue();
    gateway.answers(200, taken());
    send(message());
    assertThat(gateway.requests).hasSize(2);
    assertThat(gateway.requests.get(1).body()).isEqualTo(gateway.requests.get(0).body());
  }

  @Test
  void givesUpWhereTheGatewayRefuses() {
    gateway.answers(refusedStatus(), refused());
    DeliveryException fault = fault();
    assertThat(fault.isPassing()).isFalse();
    assertThat(fault.problem().code()).isIn("message.refusedByGateway", "message.status");
  }

  @Test
  void takesNoRedirect() {
    gateway.answers(
        request -> new Gateway.Reply(302, "", Map.of("Location", gateway.address() + "/else")));
    assertThat(fault().problem().code()).isEqualTo("message.status");
    assertThat(gateway.requests).hasSize(1);
  }

  @Test
  void namesNoSecretInAnyFault() {
    List<String> told = new ArrayList<>();
    for (String body : List.of(taken(), refused(), "", "no json", "[]")) {
      for (int status : List.of(200, 400, 401, 500)) {
        gateway.answers(status, body);
        try {
          send(message());
        } catch (DeliveryException e) {
          told.add(e + " " + e.problem());
        }
      }
    }
    gateway.close();
    OutgoingException gone = catchThrowableOfType(OutgoingException.class, () -> send(message()));
    told.add(gone + " " + gone.problem());
    for (String secret : secrets().values()) {
      assertThat(told).hasSizeGreaterThan(5).noneMatch(text -> text.contains(secret));
    }
  }

  @Test
  void describesItsSettings() {
    assertThat(channel().secrets()).containsExactlyInAnyOrderElementsOf(secrets().keySet());
    JsonNode properties = channel().schema().path("properties");
    assertThat(json(settings().replace('\'', '"')).properties())
        .allMatch(entry -> properties.has(entry.getKey()));
    assertThat(properties)
        .allMatch(property -> property.path("description").asText().endsWith("."));
    assertThat(channel().isReady()).isFalse();
  }
}
