package dev.dougong.web.auth.source.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.source.SignInKind;
import dev.dougong.web.auth.source.SourceCalls;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingCall;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * DingTalk (钉钉): members of one company, chosen by its {@code corpId}; anybody can have an account
 * there. Names there are chosen freely, so nobody is known here by theirs: people are bound.
 */
@Singleton
public final class DingTalkKind implements SignInKind {

  private static final String API = "api";

  private final SourceCalls calls;

  /** By the guarded client. */
  @Inject
  public DingTalkKind(SourceCalls calls) {
    this.calls = calls;
  }

  @Override
  public String id() {
    return "dingtalk";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("appKey", true, false, ""),
        new Setting("corpId", true, false, ""),
        new Setting(API, false, true, "https://api.dingtalk.com"));
  }

  @Override
  public boolean needsSecret() {
    return true;
  }

  @Override
  public String place(Map<String, String> settings) {
    return settings.getOrDefault(API, "") + "\n" + settings.getOrDefault("appKey", "");
  }

  @Override
  public URI begin(Account account, Way way) {
    return UriBuilder.fromUri("https://login.dingtalk.com/oauth2/auth")
        .queryParam("client_id", escaped(account.setting("appKey")))
        .queryParam("redirect_uri", escaped(way.redirect()))
        .queryParam("response_type", "code")
        .queryParam("scope", "openid%20corpid")
        .queryParam("state", way.state())
        .queryParam("prompt", "consent")
        .build();
  }

  @Override
  public Known identify(Account account, Way way, Map<String, String> answer) {
    String code = answer.getOrDefault("authCode", answer.getOrDefault("code", ""));
    if (code.isEmpty()) {
      throw bad("authCode");
    }
    OutgoingAddress api = OutgoingAddress.parse(account.setting(API));
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    asked.put("clientId", account.setting("appKey"));
    asked.put("clientSecret", account.secretText());
    asked.put("code", code);
    asked.put("grantType", "authorization_code");
    OutgoingAddress tokens = api.below("/v1.0/oauth2/userAccessToken");
    JsonNode pass =
        calls.json(
            OutgoingCall.post(tokens, "application/json; charset=utf-8", asked.toString()), tokens);
    if (!pass.path("corpId").asText("").equals(account.setting("corpId"))) {
      throw new AccessException(Problem.of("signInWay.stranger"));
    }
    OutgoingAddress me = api.below("/v1.0/contact/users/me");
    JsonNode person =
        calls.json(
            OutgoingCall.get(me)
                .header("x-acs-dingtalk-access-token", pass.path("accessToken").asText("")),
            me);
    String subject = person.path("unionId").asText("");
    if (subject.isEmpty()) {
      throw bad("unionId");
    }
    return new Known(subject, null, person.path("nick").asText(subject), Set.of());
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static AccessException bad(String detail) {
    return new AccessException(Problem.of("signInWay.badAnswer").with("detail", detail));
  }
}
