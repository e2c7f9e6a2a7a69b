package dev.dougong.web.auth.source.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.auth.source.SignInKind.Account;
import dev.dougong.web.auth.source.SignInKind.Known;
import dev.dougong.web.auth.source.SignInKind.Way;
import dev.dougong.web.auth.source.SourceCalls;
import dev.dougong.workflow.outgoing.OutgoingHosts;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens and descriptions that no honest provider gives. */
class IdTokensTest {

  private static final String SECRET = "a client secret that is long enough to sign by HS256";
  private static final Way WAY =
      new Way("state", "nonce", "v".repeat(43), "http://localhost/api/sign-in/callback/1", "");

  private final OddProvider provider = new OddProvider();
  private final OddProvider inside = new OddProvider();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final OutgoingHttp http =
      new OutgoingHttp(
          new OutgoingHosts(List.of(provider.place()), InetAddress::getAllByName),
          Duration.ofSeconds(5));
  private final SourceCalls calls = new SourceCalls(http);
  private final OidcKind kind = new OidcKind(calls, new Providers(calls, () -> now));

  @AfterEach
  void stop() {
    provider.close();
    inside.close();
    http.close();
  }

  private Account account() {
    return new Account(
        Map.of("issuer", provider.issuer(), "clientId", "dougong", "scope", "openid"), SECRET);
  }

  private Known identify() {
    return kind.identify(account(), WAY, Map.of("code", "c"));
  }

  private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    Instant real = Instant.now();
    JWTClaimsSet.Builder honest =
        new JWTClaimsSet.Builder()
            .issuer(provider.issuer())
            .subject("who")
            .audience("dougong")
            .claim("nonce", "nonce")
            .issueTime(Date.from(real))
            .expirationTime(Date.from(real.plusSeconds(300)));
    return change.apply(honest).build();
  }

  private static String signed(JWSAlgorithm algorithm, JWSSigner by, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("own").build(), claims);
    token.sign(by);
    return token.serialize();
  }

  private String honest(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
    return signed(JWSAlgorithm.RS256, new RSASSASigner(OddProvider.KEY), claims(change));
  }

  private void refuses(String what, String token) {
    provider.gives(token);
    assertThatThrownBy(this::identify)
        .as(what)
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("signInWay.badAnswer");
  }

  private static Date fromNow(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  @Asvs({"6.8.2", "9.1.1", "9.1.2", "9.1.3"})
  @Test
  void onlyWhatThePublishedKeySignedCounts() throws JOSEException {
    provider.gives(honest(same -> same));
    assertThat(identify().subject()).isEqualTo("who");
    JWTClaimsSet claims = claims(same -> same);
    refuses("unsigned", new PlainJWT(claims).serialize());
    refuses("by the secret", signed(JWSAlgorithm.HS256, new MACSigner(SECRET), claims));
    byte[] published =
        OddProvider.KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    refuses("by the published key", signed(JWSAlgorithm.HS256, new MACSigner(published), claims));
    RSAKey other = OddProvider.key("own");
    refuses("by another key", signed(JWSAlgorithm.RS256, new RSASSASigner(other), claims));
    SignedJWT brought =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("own").jwk(other.toPublicJWK()).build(),
            claims);
    brought.sign(new RSASSASigner(other));
    refuses("by a key that it brings along", brought.serialize());
    String whole = honest(same -> same);
    refuses("cut", whole.substring(0, whole.lastIndexOf('.') + 1));
  }

  @Asvs({"9.2.1", "9.2.3", "10.5.1", "10.5.3", "10.5.4"})
  @Test
  void tokenIsOfThisProviderForUsForThisWayAndForNow() throws JOSEException {
    refuses("of another issuer", honest(one -> one.issuer("https://evil.example")));
    refuses("for another client", honest(one -> one.audience("another")));
    refuses(
        "for us, but asked for by another client",
        honest(one -> one.audience(List.of("dougong", "another")).claim("azp", "another")));
    refuses("of another way", honest(one -> one.claim("nonce", "another")));
    refuses("of no way", honest(one -> one.claim("nonce", null)));
    refuses("without a subject", honest(one -> one.subject(null)));
    refuses("without an end", honest(one -> one.expirationTime(null)));
    refuses("over", honest(one -> one.expirationTime(fromNow(-70))));
    refuses("of the future", honest(one -> one.issueTime(fromNow(70))));
    provider.gives(honest(one -> one.expirationTime(fromNow(-50))));
    assertThat(identify().subject()).as("its clock is 50 s behind").isEqualTo("who");
    provider.gives(honest(one -> one.issueTime(fromNow(50))));
    assertThat(identify().subject()).as("its clock is 50 s ahead").isEqualTo("who");
  }

  @Asvs("9.1.3")
  @Test
  void newKeyOfTheProviderIsFetchedWhenItTurnsUp() throws JOSEException {
    provider.gives(honest(same -> same));
    assertThat(identify().subject()).isEqualTo("who");
    RSAKey next = OddProvider.key("next");
    provider.says("/jwks", new JWKSet(next.toPublicJWK()).toString());
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("next").build(), claims(same -> same));
    token.sign(new RSASSASigner(next));
    refuses("keys were fetched a moment ago", token.serialize());
    now = now.plusSeconds(11);
    assertThat(identify().subject()).isEqualTo("who");
    refuses("the former key counts no more", honest(same -> same));
  }

  @Asvs("10.2.2")
  @Test
  void whoNamesItselfInEachAnswerIsNotTakenWithoutItsName() throws JOSEException {
    provider.describe(Map.of("authorization_response_iss_parameter_supported", true));
    provider.gives(honest(same -> same));
    assertThatThrownBy(this::identify).hasMessageContaining("signInWay.badAnswer");
    assertThatThrownBy(
            () ->
                kind.identify(account(), WAY, Map.of("code", "c", "iss", "https://honest.example")))
        .hasMessageContaining("signInWay.badAnswer");
    Map<String, String> whole = Map.of("code", "c", "iss", provider.issuer());
    assertThat(kind.identify(account(), WAY, whole).subject()).isEqualTo("who");
  }

  @Test
  void browsersAreSentToPagesOnly() {
    for (String address :
        List.of("javascript:alert(1)", "http://elsewhere.example/a", "data:text/html,x")) {
      provider.describe(Map.of("authorization_endpoint", address));
      OidcKind fresh = new OidcKind(calls, new Providers(calls, () -> now));
      assertThatThrownBy(() -> fresh.begin(account(), WAY))
          .as(address)
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("signInWay.badAnswer");
    }
    provider.describe(Map.of());
    assertThatCode(() -> kind.begin(account(), WAY)).doesNotThrowAnyException();
  }

  @Asvs({"1.3.6", "10.5.3"})
  @Test
  void providerDoesNotLeadUsInsideOrToAnotherIssuer() throws JOSEException {
    inside.gives(honest(same -> same));
    for (String endpoint : List.of("token_endpoint", "jwks_uri")) {
      provider.gives(honest(same -> same));
      provider.describe(Map.of(endpoint, inside.issuer() + "/jwks"));
      OidcKind fresh = new OidcKind(calls, new Providers(calls, () -> now));
      assertThatThrownBy(() -> fresh.identify(account(), WAY, Map.of("code", "c")))
          .as(endpoint)
          .isInstanceOf(ProblemException.class);
    }
    assertThat(inside.calls()).isZero();
    provider.describe(Map.of("issuer", "https://honest.example"));
    OidcKind fresh = new OidcKind(calls, new Providers(calls, () -> now));
    assertThatThrownBy(() -> fresh.begin(account(), WAY))
        .hasMessageContaining("signInWay.otherIssuer");
  }

  @Test
  void claimsThatAreAskedForAreThoseOfTheSamePerson() throws JOSEException {
    Account byName =
        new Account(
            Map.of(
                "issuer", provider.issuer(),
                "clientId", "dougong",
                "scope", "openid",
                "usernameClaim", "preferred_username"),
            SECRET);
    provider.gives(honest(same -> same));
    provider.says("/userinfo", "{\"sub\":\"who\",\"preferred_username\":\"north\"}");
    assertThat(kind.identify(byName, WAY, Map.of("code", "c")).username()).isEqualTo("north");
    provider.says("/userinfo", "{\"sub\":\"another\",\"preferred_username\":\"north\"}");
    assertThatThrownBy(() -> kind.identify(byName, WAY, Map.of("code", "c")))
        .hasMessageContaining("signInWay.badAnswer");
  }

  @Asvs("16.5.2")
  @Test
  void providerThatIsDownIsNotAskedByEverybody() {
    provider.fails();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> kind.begin(account(), WAY))
          .hasMessageContaining("signInWay.unreachable");
    }
    assertThat(provider.calls()).isEqualTo(1);
    provider.describe(Map.of());
    now = now.plusSeconds(11);
    assertThatCode(() -> kind.begin(account(), WAY)).doesNotThrowAnyException();
  }
}
