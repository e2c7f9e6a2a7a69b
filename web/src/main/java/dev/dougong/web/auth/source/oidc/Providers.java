package dev.dougong.web.auth.source.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.source.SourceCalls;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingCall;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What providers publish about themselves, and their keys; kept for a while. Thread-safe. */
@Singleton
public final class Providers {

  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final Duration KEPT = Duration.ofMinutes(30);

  /** Whoever sends bad tokens, or comes again at once, does not make us ask all the time. */
  private static final Duration NOT_SOONER = Duration.ofSeconds(10);

  private static final int LONGEST = 256 * 1024;

  private final SourceCalls calls;
  private final InstantSource clock;
  private final Cache<String, OIDCProviderMetadata> known = cache();
  private final Cache<String, Keys> keys = cache();

  private final Cache<String, Fault> faults = cache();

  private record Fault(BusyException fault, Instant at) {}

  private record Keys(JWKSet keys, Instant at) {}

  /** By the guarded client. */
  @Inject
  public Providers(SourceCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  private static <T> Cache<String, T> cache() {
    return Caffeine.newBuilder().maximumSize(100).expireAfterWrite(KEPT).build();
  }

  /** What the provider says of itself; refuses who says to be another one. */
  OIDCProviderMetadata metadata(String issuer) {
    return Objects.requireNonNull(known.get(issuer, this::discoverOnce));
  }

  /** Many who come while a provider is down wait for one answer together, not for one each. */
  private OIDCProviderMetadata discoverOnce(String issuer) {
    Fault last = faults.getIfPresent(issuer);
    if (last != null && clock.instant().isBefore(last.at().plus(NOT_SOONER))) {
      throw last.fault();
    }
    try {
      return discover(issuer);
    } catch (BusyException e) {
      faults.put(issuer, new Fault(e, clock.instant()));
      throw e;
    }
  }

  private OIDCProviderMetadata discover(String issuer) {
    OutgoingAddress address = OutgoingAddress.parse(issuer.replaceFirst("/$", "") + DISCOVERY);
    try {
      OIDCProviderMetadata found =
          OIDCProviderMetadata.parse(
              calls.text(OutgoingCall.get(address).longestAnswer(LONGEST), address));
      boolean isWhole =
          found.getAuthorizationEndpointURI() != null
              && found.getTokenEndpointURI() != null
              && found.getJWKSetURI() != null
              && calls.leadsToAPage(found.getAuthorizationEndpointURI().toString());
      if (!isWhole) {
        throw new AccessException(Problem.of("signInWay.badAnswer").with("detail", DISCOVERY));
      }
      if (!found.getIssuer().getValue().equals(issuer)) {
        throw new AccessException(
            Problem.of("signInWay.otherIssuer")
                .with("value", found.getIssuer().getValue())
                .with("place", issuer));
      }
      return found;
    } catch (ParseException e) {
      throw new AccessException(Problem.of("signInWay.badAnswer").with("detail", DISCOVERY));
    }
  }

  /** The keys at an address. */
  JWKSet keys(URI address) {
    Keys found = keys.getIfPresent(address.toString());
    return found == null ? fetch(address) : found.keys();
  }

  /** The keys as they are now, or null where they were fetched a moment ago. */
  @Nullable JWKSet newerKeys(URI address) {
    Keys found = keys.getIfPresent(address.toString());
    boolean isNew = found != null && clock.instant().isBefore(found.at().plus(NOT_SOONER));
    return isNew ? null : fetch(address);
  }

  private JWKSet fetch(URI uri) {
    OutgoingAddress address = OutgoingAddress.parse(uri.toString());
    try {
      JWKSet fetched =
          JWKSet.parse(calls.text(OutgoingCall.get(address).longestAnswer(LONGEST), address));
      keys.put(uri.toString(), new Keys(fetched, clock.instant()));
      return fetched;
    } catch (java.text.ParseException e) {
      throw new AccessException(Problem.of("signInWay.badAnswer").with("detail", "jwks_uri"));
    }
  }
}
