package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.metadata.publish.PublishResult;
import dev.dougong.engine.packages.Choices;
import dev.dougong.engine.packages.Packages;
import dev.dougong.engine.packages.Packages.ApplyOptions;
import dev.dougong.web.auth.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.function.Supplier;

/** Installs, upgrades and takes back for the caller, who knows of the new rights at once. */
@Singleton
final class PackageInstall {

  private static final Set<String> PARAMETERS = Set.of("data", "consent");

  private final Caller caller;
  private final Packages packages;
  private final AccessEpoch epoch;
  private final PackageAnswers answers;

  @Inject
  PackageInstall(Caller caller, Packages packages, AccessEpoch epoch, PackageAnswers answers) {
    this.caller = caller;
    this.packages = packages;
    this.epoch = epoch;
    this.answers = answers;
  }

  /** What the address says ({@code data}, {@code consent}) with what was chosen. */
  ApplyOptions options(UriInfo uri, Choices choices) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), PARAMETERS);
    return new ApplyOptions(
        parameters.isOn("data"),
        parameters.isOn("consent"),
        caller.identity().user().id(),
        choices);
  }

  /** Installs or upgrades by a zip, whole or not at all. */
  ObjectNode apply(byte[] zip, UriInfo uri, Choices choices) {
    ApplyOptions options = options(uri, choices);
    return done(() -> packages.apply(zip, options));
  }

  /** Does what changes the apps, and answers what came of it. */
  ObjectNode done(Supplier<PublishResult> deed) {
    PublishResult result = deed.get();
    epoch.refresh();
    return answers.result(result, caller.locale());
  }
}
