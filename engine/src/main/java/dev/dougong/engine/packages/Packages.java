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
  default PackagePlan plan(byte[] zip) {
    return plan(zip, Choices.NONE);
  }

  /** The same with choices; where nobody chose it shows what this workspace keeps. */
  PackagePlan plan(byte[] zip, Choices choices);

  /**
   * Installs or upgrades, whole or not at all. What was changed here stays, drafts that wait too;
   * where both sides changed a place the choices say which side holds.
   *
   * @throws dev.dougong.engine.problem.InputException with everything that is wrong
   * @throws dev.dougong.engine.problem.ConflictException where a conflict is open, or consent is
   *     needed
   */
  PublishResult apply(byte[] zip, ApplyOptions options);

  /**
   * What going back to the version before would do; changes nothing. Throws {@code
   * package.nothingToRollBack} where there is none.
   */
  PackagePlan planRollback(String app, Choices choices);

  /**
   * Takes the last upgrade of the app back, whole or not at all: documents become what they were,
   * and fields that come back find their values. What was changed here since stays.
   */
  PublishResult rollback(String app, ApplyOptions options);

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
   * @param choices which side holds where both changed something
   */
  record ApplyOptions(boolean hasData, boolean hasConsent, @Nullable UUID actor, Choices choices) {

    /** Documents only, nothing destructive, nothing chosen, by nobody. */
    public static final ApplyOptions NONE = new ApplyOptions(false, false, null);

    /** Without choices. */
    public ApplyOptions(boolean hasData, boolean hasConsent, @Nullable UUID actor) {
      this(hasData, hasConsent, actor, Choices.NONE);
    }
  }

  /**
   * An installed app.
   *
   * @param previous version to which its last upgrade can be taken back, or null
   */
  record App(String key, String version, Label label, @Nullable String previous) {}
}
