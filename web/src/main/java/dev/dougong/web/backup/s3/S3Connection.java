package dev.dougong.web.backup.s3;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;

/**
 * The library's client, made with the first call: until then none of its classes is loaded. It
 * takes the settings given here and looks for none of its own, neither in the environment of the
 * process nor in files of its user. Thread-safe.
 */
final class S3Connection implements Supplier<S3Client> {

  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final Duration ANSWERING = Duration.ofSeconds(60);

  private final S3Settings settings;
  private @Nullable S3Client client;

  S3Connection(S3Settings settings) {
    this.settings = settings;
  }

  @Override
  public synchronized S3Client get() {
    if (client == null) {
      client = made();
    }
    return client;
  }

  private S3Client made() {
    ProfileFile none = ProfileFile.aggregator().build();
    S3Configuration service =
        S3Configuration.builder()
            // not every store that speaks the protocol knows pieces that are signed one by one
            .chunkedEncodingEnabled(false)
            .expectContinueEnabled(false)
            .pathStyleAccessEnabled(settings.isPathStyle())
            .profileFile(() -> none)
            .build();
    return S3Client.builder()
        .endpointOverride(settings.endpoint())
        .region(Region.of(settings.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(settings.keyId(), settings.secret())))
        .authSchemeProvider(S3Connection::signedWithContents)
        .serviceConfiguration(service)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .overrideConfiguration(
            changed -> changed.defaultProfileFile(none).retryStrategy(RetryMode.STANDARD))
        .httpClient(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECTING)
                .socketTimeout(ANSWERING)
                .build())
        .build();
  }

  /** By TLS the library would leave the contents out of the signature. */
  private static List<AuthSchemeOption> signedWithContents(S3AuthSchemeParams request) {
    return S3AuthSchemeProvider.defaultProvider().resolveAuthScheme(request).stream()
        .map(
            way ->
                way.toBuilder()
                    .putSignerProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                    .build())
        .toList();
  }
}
