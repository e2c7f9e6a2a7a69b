package dev.dougong.web.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Impatient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Workspaces that nobody uses are closed, and come back when somebody does or something is due. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestProfile(Impatient.class)
class IdleWorkspacesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Workspaces workspaces;
  @Inject WorkspaceRegistry registry;
  @Inject InstantSource clock;

  private void awaitClosed(Workspace workspace) {
    Instant end = clock.instant().plus(PATIENCE);
    while (workspaces.isOpen(workspace)) {
      assertThat(clock.instant()).as("%s is closed", workspace).isBefore(end);
      Thread.onSpinWait();
    }
  }

  /** Again and again: it is closed a moment before its next look is written down. */
  private void makeDue(Workspace workspace) {
    Instant end = clock.instant().plus(PATIENCE);
    while (!workspaces.isOpen(workspace)) {
      assertThat(clock.instant()).as("%s is opened when it is due", workspace).isBefore(end);
      registry.rest(workspace, clock.instant());
    }
  }

  @Test
  void closesAndOpensAgain() {
    Tenant idle = Tenant.make("idle");
    Workspace workspace = Workspace.of("idle");
    awaitClosed(workspace);

    idle.admin().get("/api/me").then().statusCode(200).body("workspace", equalTo("idle"));
    assertThat(workspaces.isOpen(workspace)).isTrue();
    awaitClosed(workspace);

    makeDue(workspace);
    assertThat(workspaces.open()).contains(Workspace.MAIN);
  }
}
