package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.dougong.web.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An administrator makes a backup, sees it tried, and switches the daily one on. */
@Story
class BackupsIT {

  private static final double PATIENCE = 240_000;

  @Requirement("G06")
  @ParameterizedTest
  @CsvSource({"PC, ZH", "PHONE, EN"})
  void administratorBacksUpAndPlans(Device device, Language language, Stage stage) {
    Person admin = stage.person("admin", device, language);
    admin.open("/profile");
    admin.page().locator("a[href='/admin/backups']").click();
    Locator lines = admin.page().locator(".dg-backup");
    Locator head = admin.page().locator(".dg-page-head h1");
    assertThat(head).hasText(admin.say("备份", "Backups"));
    admin.look("before");
    admin.button("立即备份", "Back up now").click();
    assertThat(lines.first().locator("[role=status] progress")).isVisible();
    assertThat(lines.first())
        .containsText(
            admin.say("试恢复成功", "was tried and works"),
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    admin.look("tried");
    Locator daily = admin.page().locator(".dg-backup-plan input[type=checkbox]");
    boolean isFirst = device == Device.PC;
    if (isFirst) {
      // at the end of the day, so that it is not due while others tell their stories
      admin.page().locator(".dg-backup-plan input[type=time]").fill("23:59");
      daily.check();
      assertThat(admin.page().locator(".dg-backup-plan .dg-backup-problem")).hasCount(0);
      admin.look("planned");
      daily.uncheck();
    }
    assertThat(admin.page().locator(".dg-backup-plan .dg-backup-problem")).isVisible();
  }
}
