package dev.dougong.web.auth.source.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.problem.AccessException;
import dev.dougong.web.auth.source.SignInKind.Account;
import dev.dougong.web.auth.source.SignInKind.Way;
import dev.dougong.web.auth.source.SourceCalls;
import dev.dougong.workflow.outgoing.OutgoingHosts;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real provider. */
class OidcKindTest {

  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final String VERIFIER = "v".repeat(43);

  private final OutgoingHttp http =
      new OutgoingHttp(
          new OutgoingHosts(List.of("127.0.0.1"), InetAddress::getAllByName),
          Duration.ofSeconds(30));
  private final SourceCalls calls = new SourceCalls(http);
  private final OidcKind kind = new OidcKind(calls, new Providers(calls, InstantSource.system()));
  private final MockOAuth2Server provider = new MockOAuth2Server();

  @BeforeEach
  void start() {
    provider.start();
  }

  @AfterEach
  void stop() {
    provider.shutdown();
    http.close();
  }

  @Test
  void answerOfAnotherWayIsRefused() {
    tell("shop", Map.of());
    String code = code("shop", way("mine"));
    assertThatThrownBy(() -> kind.identify(account("shop"), way("yours"), Map.of("code", code)))
        .isInstanceOf(AccessException.class)
        .hasMessageContaining("signInWay.badAnswer");
    assertThatThrownBy(
            () ->
                kind.identify(
                    account("shop"), way("mine"), Map.of("code", "c", "iss", "https://evil")))
        .isInstanceOf(AccessException.class);
  }

  @Test
  void mailTellsWhoSomebodyIsOnlyWhereTheProviderHasSeenToIt() {
    Account byMail =
        new Account(
            Map.of(
                "issuer", issuer("shop"),
                "clientId", "dougong",
                "scope", "openid email",
                "usernameClaim", "email"),
            "secret");
    tell("shop", Map.of("email", "a@shop.example"));
    assertThat(kind.identify(byMail, way("n"), Map.of("code", code("shop", way("n")))).username())
        .isNull();
    tell("shop", Map.of("email", "a@shop.example", "email_verified", true));
    assertThat(kind.identify(byMail, way("n"), Map.of("code", code("shop", way("n")))).username())
        .isEqualTo("a@shop.example");
  }

  @Test
  void providerThatSaysToBeAnotherOneIsRefused() {
    Account wrong =
        new Account(Map.of("issuer", issuer("shop") + "/", "clientId", "dougong"), null);
    assertThatThrownBy(() -> kind.begin(wrong, way("n")))
        .isInstanceOf(AccessException.class)
        .hasMessageContaining("signInWay.otherIssuer");
  }

  private void tell(String issuer, Map<String, Object> claims) {
    provider.enqueueCallback(
        new DefaultOAuth2TokenCallback(issuer, "who", "JWT", List.of("dougong"), claims, 3600));
  }

  private String issuer(String name) {
    return "http://127.0.0.1:" + provider.baseUrl().port() + "/" + name;
  }

  private Account account(String issuer) {
    return new Account(
        Map.of("issuer", issuer(issuer), "clientId", "dougong", "scope", "openid"), "secret");
  }

  private static Way way(String nonce) {
    return new Way("state", nonce, VERIFIER, "http://localhost/api/sign-in/callback", "");
  }

  private String code(String issuer, Way way) {
    URI address = kind.begin(account(issuer), way);
    try {
      String location =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
              .headers()
              .firstValue("Location")
              .orElseThrow();
      Matcher code = CODE.matcher(location);
      assertThat(code.find()).as(location).isTrue();
      return code.group(1);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
