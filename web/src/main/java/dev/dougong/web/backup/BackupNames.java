package dev.dougong.web.backup;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of backup files, which tell when they were begun: {@code dougong-20261128-031500.backup}.
 */
public final class BackupNames {

  private static final Pattern NAME = Pattern.compile("dougong-(\\d{8}-\\d{6})\\.backup");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withResolverStyle(ResolverStyle.STRICT);

  private BackupNames() {}

  /** The name for a moment, in UTC. */
  public static String at(Instant moment) {
    return "dougong-" + STAMP.format(moment.atOffset(ZoneOffset.UTC)) + ".backup";
  }

  /** When a backup of this name was begun; null for any other name. */
  public static @Nullable Instant begunAt(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return null;
    }
    try {
      return LocalDateTime.parse(matcher.group(1), STAMP).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
