package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When a lead of the phone store ended, which its reports of losses and close rates ask for. */
class PhoneStoreLeadTest extends PhoneStore {

  @Test
  void aLeadThatIsLostKeepsTheMomentUntilItIsOpenedAgain() {
    UUID lead = lead("");
    after(Duration.ofHours(1));
    desk.patch("lead", lead, "{'stage':'lost','lostReason':'price'}");
    run();
    Instant lost = desk.clock.instant();
    assertThat(desk.value("lead", lead, "closedAt")).isEqualTo(lost);

    after(Duration.ofHours(1));
    desk.patch("lead", lead, "{'lostNote':'贵了三百元'}");
    run();
    assertThat(desk.value("lead", lead, "closedAt")).as("not the last write").isEqualTo(lost);

    desk.patch("lead", lead, "{'stage':'new'}");
    run();
    assertThat(desk.value("lead", lead, "closedAt")).isNull();
    after(Duration.ofHours(1));
    desk.patch("lead", lead, "{'stage':'won'}");
    run();
    assertThat(desk.value("lead", lead, "closedAt")).isEqualTo(desk.clock.instant());
  }

  @Test
  void aMomentThatSomebodyGaveStays() {
    UUID lead = lead(",'stage':'lost','lostReason':'price','closedAt':'2026-01-02T03:04:05Z'");
    run();
    assertThat(desk.value("lead", lead, "closedAt"))
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
  }
}
