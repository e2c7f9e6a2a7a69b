package dev.dougong.workflow.hook.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.hook.HookProtocol;
import dev.dougong.workflow.message.Signatures;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server of a WeChat official account tells what people write (接收普通消息、事件). With an
 * EncodingAESKey only sealed calls are taken, so that nobody falls back to open ones.
 */
@ApplicationScoped
public final class WeChatHookProtocol implements HookProtocol {

  private static final Duration GOOD = Duration.ofMinutes(5);
  private static final int LONGEST = 64 * 1024;
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,10}");

  /** What a person does to reach the shop; the rest (leaving, locations, menus) makes no lead. */
  private static final Set<String> TAKEN =
      Set.of("text", "image", "voice", "video", "shortvideo", "link", "subscribe");

  private static final String TOKEN = "token";
  private static final String AES_KEY = "encodingAesKey";
  private static final String DONE = "success";

  @Override
  public String id() {
    return "weChat";
  }

  @Override
  public ObjectNode schema() {
    return OptionsSchema.of(
        """
        {"properties":{
         "appId":{"type":"string","minLength":1,"maxLength":100,"pattern":"^[A-Za-z0-9_-]+$","description":"AppID of the official account."}},
         "required":["appId"]}
        """);
  }

  @Override
  public List<String> secrets() {
    return List.of(TOKEN, AES_KEY);
  }

  @Override
  public Set<String> optionalSecrets() {
    return Set.of(AES_KEY);
  }

  @Override
  public Reading read(Call call, JsonNode settings, Map<String, String> secrets, Instant now) {
    String token = secrets.getOrDefault(TOKEN, "");
    String timestamp = call.parameter("timestamp");
    String nonce = call.parameter("nonce");
    if (token.isEmpty() || !SECONDS.matcher(timestamp).matches() || nonce.length() > 200) {
      throw badSignature();
    }
    if (call.isQuestion()) {
      check(call.parameter("signature"), WeChatCipher.signature(token, timestamp, nonce));
      fresh(timestamp, now);
      return new Reading(
          null, "", JsonNodeFactory.instance.objectNode(), call.parameter("echostr"));
    }
    if (call.body().length() > LONGEST) {
      throw new InputException(Problem.of("hook.notXml"));
    }
    String aesKey = secrets.get(AES_KEY);
    ObjectNode message =
        aesKey == null
            ? open(call, token, timestamp, nonce)
            : sealed(call, token, aesKey, settings.path("appId").asText());
    fresh(timestamp, now);
    String id = isTaken(message) ? id(message) : null;
    return new Reading(id, timestamp + " " + nonce, message, DONE);
  }

  private static ObjectNode open(Call call, String token, String timestamp, String nonce) {
    check(call.parameter("signature"), WeChatCipher.signature(token, timestamp, nonce));
    return FlatXml.read(call.body());
  }

  private static ObjectNode sealed(Call call, String token, String aesKey, String appId) {
    String secret = FlatXml.read(call.body()).path("Encrypt").asText("");
    check(
        call.parameter("msg_signature"),
        WeChatCipher.signature(
            token, call.parameter("timestamp"), call.parameter("nonce"), secret));
    String text = WeChatCipher.open(secret, aesKey, appId);
    if (text == null) {
      throw badSignature();
    }
    return FlatXml.read(text);
  }

  private static void check(String given, String right) {
    if (!Signatures.isEqual(given, right)) {
      throw badSignature();
    }
  }

  private static void fresh(String timestamp, Instant now) {
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(at, now).abs().compareTo(GOOD) > 0) {
      throw new AccessException(Problem.of("hook.stale"));
    }
  }

  private static AccessException badSignature() {
    return new AccessException(Problem.of("hook.badSignature"));
  }

  private static boolean isTaken(ObjectNode message) {
    String type = message.path("MsgType").asText("");
    return TAKEN.contains(type.equals("event") ? message.path("Event").asText("") : type);
  }

  /** Messages have ids; events are told apart by who, when and what. */
  private static @Nullable String id(ObjectNode message) {
    String from = message.path("FromUserName").asText("");
    if (from.isEmpty() || from.length() > 100) {
      throw new InputException(Problem.of("hook.notXml"));
    }
    String id = message.path("MsgId").asText("");
    return id.isEmpty()
        ? from
            + " "
            + message.path("CreateTime").asText("")
            + " "
            + message.path("Event").asText("")
        : id;
  }
}
