package dev.dougong.web.backup.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is and who asks it, as whoever looks after the machine has set it. Immutable.
 *
 * @param endpoint {@code https} or {@code http}, a host, and a port where it is not the usual one
 * @param prefix under which all lies; empty or ending with a slash
 * @param secret of the access key; no text of this record shows it
 * @param isPathStyle whether the bucket stands in the path and not in the name of the host
 */
public record S3Settings(
    URI endpoint,
    String region,
    String bucket,
    String prefix,
    String keyId,
    String secret,
    boolean isPathStyle) {

  /** What stands before the names of all settings in the environment. */
  public static final String VARIABLES = "DOUGONG_BACKUP_S3_";

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]{0,60}/)*");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,60}");
  private static final Map<String, Boolean> ANSWERS =
      Map.of("", false, "false", false, "true", true);

  /**
   * Reads them.
   *
   * @param setting gives the text of a setting by what follows {@link #VARIABLES}; empty where it
   *     is not set
   * @return null where none is set
   * @throws IllegalStateException with all that is wrong, in both languages
   */
  public static @Nullable S3Settings of(UnaryOperator<String> setting) {
    UnaryOperator<String> text = name -> setting.apply(name).strip();
    if (List.of("ENDPOINT", "BUCKET", "KEY_ID", "SECRET").stream()
        .allMatch(name -> text.apply(name).isEmpty())) {
      return null;
    }
    List<String> wrong = new ArrayList<>();
    @Nullable URI endpoint = endpoint(text.apply("ENDPOINT"));
    check(wrong, endpoint != null, "ENDPOINT", "https://HOST[:PORT] | http://HOST[:PORT]");
    String bucket = text.apply("BUCKET");
    check(wrong, BUCKET.matcher(bucket).matches(), "BUCKET", "a-z 0-9 . -");
    String region = text.apply("REGION").isEmpty() ? "us-east-1" : text.apply("REGION");
    check(wrong, REGION.matcher(region).matches(), "REGION", "cn-hangzhou, us-east-1, …");
    String prefix = prefix(text.apply("PREFIX"));
    check(wrong, PREFIX.matcher(prefix).matches(), "PREFIX", "A-Z a-z 0-9 . _ - /");
    check(wrong, !text.apply("KEY_ID").isEmpty(), "KEY_ID", "…");
    check(wrong, !text.apply("SECRET").isEmpty(), "SECRET", "…");
    @Nullable Boolean isPathStyle = ANSWERS.get(text.apply("PATH_STYLE").toLowerCase(Locale.ROOT));
    check(wrong, isPathStyle != null, "PATH_STYLE", "true | false");
    if (endpoint == null || isPathStyle == null || !wrong.isEmpty()) {
      throw new IllegalStateException(
          "备份的第二存放处没有设置完整 / the second place of backups is not set up as it has to be: "
              + String.join("; ", wrong));
    }
    return new S3Settings(
        endpoint, region, bucket, prefix, text.apply("KEY_ID"), text.apply("SECRET"), isPathStyle);
  }

  private static void check(List<String> wrong, boolean isGood, String name, String right) {
    if (!isGood) {
      wrong.add(VARIABLES + name + " = " + right);
    }
  }

  private static @Nullable URI endpoint(String text) {
    try {
      URI address = new URI(text);
      boolean isPlain =
          ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
              && address.getHost() != null
              && address.getRawUserInfo() == null
              && address.getRawQuery() == null
              && address.getRawFragment() == null
              && List.of("", "/").contains(address.getRawPath());
      return isPlain ? address.resolve("/") : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String prefix(String text) {
    return text.isEmpty() || text.endsWith("/") ? text : text + "/";
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return endpoint + bucket + "/" + prefix;
  }
}
