package dev.dougong.web.auth.source.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.source.SignInKind;
import dev.dougong.web.auth.source.SourceCalls;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingCall;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any provider of OpenID Connect with discovery: authorization code with PKCE, state and nonce.
 * What the provider signs is checked by the keys it publishes, which are fetched again when a new
 * one turns up.
 */
@Singleton
public final class OidcKind implements SignInKind {

  /** Never changes. */
  public static final String ID = "oidc";

  private static final int CLOCK_SKEW_SECONDS = 60;

  private final SourceCalls calls;
  private final Providers providers;

  /** By the guarded client. */
  @Inject
  public OidcKind(SourceCalls calls, Providers providers) {
    this.calls = calls;
    this.providers = providers;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("issuer", true, true, ""),
        new Setting("clientId", true, false, ""),
        new Setting("scope", false, false, "openid profile email"),
        new Setting("usernameClaim", false, false, ""),
        new Setting("nameClaim", false, false, "name"),
        new Setting("groupsClaim", false, false, ""));
  }

  @Override
  public boolean needsSecret() {
    return false;
  }

  @Override
  public String place(Map<String, String> settings) {
    return settings.getOrDefault("issuer", "");
  }

  @Override
  public URI begin(Account account, Way way) {
    OIDCProviderMetadata provider = providers.metadata(account.setting("issuer"));
    Scope scope = Scope.parse(account.setting("scope"));
    scope.add("openid");
    return new AuthenticationRequest.Builder(
            new ResponseType(ResponseType.Value.CODE),
            scope,
            new ClientID(account.setting("clientId")),
            URI.create(way.redirect()))
        .endpointURI(provider.getAuthorizationEndpointURI())
        .state(new State(way.state()))
        .nonce(new Nonce(way.nonce()))
        .codeChallenge(new CodeVerifier(way.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  @Override
  public Known identify(Account account, Way way, Map<String, String> answer) {
    String issuer = account.setting("issuer");
    String said = answer.get("iss");
    String code = answer.get("code");
    if (code == null) {
      throw bad("code");
    }
    OIDCProviderMetadata provider = providers.metadata(issuer);
    // Where a provider names itself in each answer (RFC 9207), an answer without is not its own.
    if (said == null ? provider.supportsAuthorizationResponseIssuerParam() : !said.equals(issuer)) {
      throw bad("iss");
    }
    OIDCTokenResponse tokens = tokens(provider, account, way, code);
    Map<String, Object> claims = new HashMap<>();
    JWT token = tokens.getOIDCTokens().getIDToken();
    if (token == null) {
      throw bad("id_token");
    }
    claims.putAll(verified(provider, account, token, new Nonce(way.nonce())));
    addMore(provider, account, tokens.getOIDCTokens().getAccessToken(), claims);
    String subject = text(claims, "sub");
    String username = username(account.setting("usernameClaim"), claims);
    String name = text(claims, account.setting("nameClaim")).strip();
    return new Known(
        subject,
        username,
        name.isEmpty() ? (username == null ? subject : username) : name,
        texts(claims.get(account.setting("groupsClaim"))));
  }

  private OIDCTokenResponse tokens(
      OIDCProviderMetadata provider, Account account, Way way, String code) {
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code),
            URI.create(way.redirect()),
            new CodeVerifier(way.verifier()));
    URI endpoint = provider.getTokenEndpointURI();
    ClientID client = new ClientID(account.setting("clientId"));
    HTTPRequest request =
        (account.secret() == null
                ? new TokenRequest(endpoint, client, grant)
                : new TokenRequest(endpoint, proof(provider, client, account.secretText()), grant))
            .toHTTPRequest();
    OutgoingAddress address = OutgoingAddress.parse(endpoint.toString());
    OutgoingCall call =
        OutgoingCall.post(
            address,
            "application/x-www-form-urlencoded",
            request.getBody() == null ? "" : request.getBody());
    String authorization = request.getAuthorization();
    if (authorization != null) {
      call.header("Authorization", authorization);
    }
    call.header("Accept", "application/json");
    try {
      return OIDCTokenResponse.parse(JSONObjectUtils.parse(calls.text(call, address)));
    } catch (ParseException e) {
      throw bad("token");
    }
  }

  private static ClientAuthentication proof(
      OIDCProviderMetadata provider, ClientID client, String secret) {
    List<ClientAuthenticationMethod> methods = provider.getTokenEndpointAuthMethods();
    boolean isBasic =
        methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return isBasic
        ? new ClientSecretBasic(client, new Secret(secret))
        : new ClientSecretPost(client, new Secret(secret));
  }

  /** Claims of a token that the provider signed for us and for this way, now. */
  private Map<String, Object> verified(
      OIDCProviderMetadata provider, Account account, JWT token, Nonce nonce) {
    URI keys = provider.getJWKSetURI();
    try {
      return verified(account, token, nonce, providers.keys(keys));
    } catch (BadJOSEException e) {
      @Nullable JWKSet newer = providers.newerKeys(keys);
      if (newer == null) {
        throw bad("id_token");
      }
      try {
        return verified(account, token, nonce, newer);
      } catch (BadJOSEException again) {
        throw bad("id_token");
      }
    }
  }

  private static Map<String, Object> verified(Account account, JWT token, Nonce nonce, JWKSet keys)
      throws BadJOSEException {
    Set<JWSAlgorithm> signed = new LinkedHashSet<>(JWSAlgorithm.Family.SIGNATURE);
    IDTokenValidator validator =
        new IDTokenValidator(
            new Issuer(account.setting("issuer")),
            new ClientID(account.setting("clientId")),
            new JWSVerificationKeySelector<SecurityContext>(signed, new ImmutableJWKSet<>(keys)),
            null);
    validator.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    try {
      return validator.validate(token, nonce).toJSONObject();
    } catch (JOSEException e) {
      throw bad("id_token");
    }
  }

  /** Some providers tell the claims of people only when they are asked. */
  private void addMore(
      OIDCProviderMetadata provider,
      Account account,
      AccessToken access,
      Map<String, Object> claims) {
    boolean hasAll =
        List.of("usernameClaim", "nameClaim", "groupsClaim").stream()
            .map(account::setting)
            .allMatch(claim -> claim.isEmpty() || claims.containsKey(claim));
    URI endpoint = provider.getUserInfoEndpointURI();
    if (hasAll || endpoint == null) {
      return;
    }
    OutgoingAddress address = OutgoingAddress.parse(endpoint.toString());
    OutgoingCall call =
        OutgoingCall.get(address).header("Authorization", access.toAuthorizationHeader());
    try {
      Map<String, Object> more = JSONObjectUtils.parse(calls.text(call, address));
      if (!text(claims, "sub").equals(more.get("sub"))) {
        throw bad("userinfo");
      }
      more.forEach(claims::putIfAbsent);
    } catch (ParseException e) {
      throw bad("userinfo");
    }
  }

  /** An address of mail tells who somebody is only where the provider has seen to it. */
  private static @Nullable String username(String claim, Map<String, Object> claims) {
    String text = text(claims, claim);
    boolean isUnproved =
        claim.equals("email") && !Boolean.TRUE.equals(claims.get("email_verified"));
    return text.isEmpty() || isUnproved ? null : text;
  }

  private static String text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text ? text : "";
  }

  private static Set<String> texts(@Nullable Object claim) {
    Set<String> texts = new LinkedHashSet<>();
    if (claim instanceof Collection<?> several) {
      several.forEach(one -> texts.add(String.valueOf(one)));
    } else if (claim instanceof String one) {
      texts.add(one);
    }
    return texts;
  }

  private static AccessException bad(String part) {
    return new AccessException(Problem.of("signInWay.badAnswer").with("detail", part));
  }
}
