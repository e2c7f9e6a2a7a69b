package dev.dougong.engine.packages;

import dev.dougong.engine.metadata.publish.PublishResult;
import dev.dougong.engine.value.Label;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Installs, upgrades, exports and removes apps. Rights are the caller's business. Thread-safe. */
public interface Packages {

  /** Version of the engine that packages ask for. */
  String ENGINE_VERSION = "0.1.0";

  /** What applying the zip would do; changes nothing. Throws where the zip cannot be read. */
  PackagePlan plan(byte[] zip);

  /** Installs or upgrades, whole or not at all. */
  PublishResult apply(byte[] zip, ApplyOptions options);

  /** Installed apps in the order of their install. */
  List<App> apps();

  /**
   * The zip of an app.
   *
   * @param includesLocal without it what was installed, byte for byte; with it what this workspace
   *     made of it
   */
  byte[] export(String app, boolean includesLocal);

  /** Removes an app with its documents and extensions and nothing else. */
  PublishResult uninstall(String app, boolean keepsData, @Nullable UUID actor);

  /** The zip of files by name, the same bytes for the same files on every machine. */
  byte[] zip(SortedMap<String, byte[]> files);

  /**
   * How a package is applied.
   *
   * @param hasData whether its people and records are taken, at the first install
   * @param hasConsent whether steps that make values unreadable may be done
   */
  record ApplyOptions(boolean hasData, boolean hasConsent, @Nullable UUID actor) {}

  /** An installed app. */
  record App(String key, String version, Label label) {}
}
