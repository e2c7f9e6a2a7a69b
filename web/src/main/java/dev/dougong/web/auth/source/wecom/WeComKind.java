package dev.dougong.web.auth.source.wecom;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * WeCom (企业微信): a code is scanned at a PC, and nothing is asked inside the app. Members of the
 * company only; who is not one comes back without a {@code userid}.
 */
@Singleton
public final class WeComKind implements SignInKind {

  private static final String API = "api";

  private final SourceCalls calls;

  /** By the guarded client. */
  @Inject
  public WeComKind(SourceCalls calls) {
    this.calls = calls;
  }

  @Override
  public String id() {
    return "wecom";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("corpId", true, false, ""),
        new Setting("agentId", true, false, ""),
        new Setting(API, false, true, "https://qyapi.weixin.qq.com"));
  }

  @Override
  public boolean needsSecret() {
    return true;
  }

  @Override
  public String place(Map<String, String> settings) {
    return settings.getOrDefault(API, "") + "\n" + settings.getOrDefault("corpId", "");
  }

  @Override
  public URI begin(Account account, Way way) {
    if (way.device().toLowerCase(Locale.ROOT).contains("wxwork")) {
      return UriBuilder.fromUri("https://open.weixin.qq.com/connect/oauth2/authorize")
          .queryParam("appid", escaped(account.setting("corpId")))
          .queryParam("redirect_uri", escaped(way.redirect()))
          .queryParam("response_type", "code")
          .queryParam("scope", "snsapi_base")
          .queryParam("state", way.state())
          .queryParam("agentid", escaped(account.setting("agentId")))
          .fragment("wechat_redirect")
          .build();
    }
    return UriBuilder.fromUri("https://login.work.weixin.qq.com/wwlogin/sso/login")
        .queryParam("login_type", "CorpApp")
        .queryParam("appid", escaped(account.setting("corpId")))
        .queryParam("agentid", escaped(account.setting("agentId")))
        .queryParam("redirect_uri", escaped(way.redirect()))
        .queryParam("state", way.state())
        .build();
  }

  @Override
  public Known identify(Account account, Way way, Map<String, String> answer) {
    String code = answer.getOrDefault("code", "");
    if (code.isEmpty()) {
      throw bad("code");
    }
    OutgoingAddress api = OutgoingAddress.parse(account.setting(API));
    String pass =
        said(
            api.below(
                "/cgi-bin/gettoken",
                "corpid="
                    + escaped(account.setting("corpId"))
                    + "&corpsecret="
                    + escaped(account.secretText())),
            "access_token");
    String member =
        said(
            api.below(
                "/cgi-bin/auth/getuserinfo",
                "access_token=" + escaped(pass) + "&code=" + escaped(code)),
            "userid");
    return new Known(member, member.toLowerCase(Locale.ROOT), member, Set.of());
  }

  private String said(OutgoingAddress address, String name) {
    JsonNode answer = calls.json(OutgoingCall.get(address), address);
    String text = answer.path(name).asText("");
    if (answer.path("errcode").asInt(0) != 0 || text.isEmpty()) {
      throw bad(name + " " + answer.path("errcode").asInt(0));
    }
    return text;
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private static AccessException bad(String detail) {
    return new AccessException(Problem.of("signInWay.badAnswer").with("detail", detail));
  }
}
