package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Codes are read by the camera, and what is no IMEI is said. */
@Story
class ScanIT {

  @Test
  void theCodeOfABoxIsReadByTheCamera(Stage stage) {
    Person admin = stage.person("admin", Device.PHONE, Language.ZH);
    admin.context().grantPermissions(List.of("camera"));
    JsonNode product =
        admin.api().first("product", "barcode != null && barcode != \"" + FakeCamera.CODE + "\"");
    String address = "/data/product/" + product.get("id").asText();
    admin.open(address + "/edit");
    admin.fieldBox("barcode").locator("input").fill("");
    Locator scan = admin.fieldBox("barcode").getByRole(AriaRole.BUTTON);
    scan.tap();
    assertThat(admin.field("barcode")).hasValue(FakeCamera.CODE);
    assertThat(admin.page().locator("dialog")).hasCount(0);
    assertThat(scan).isFocused();
    admin.look("scanned");
    assertThat(admin.save().status()).isEqualTo(200);
  }

  @Test
  void atAPcTheCameraHasAKeyAndCostsNoTab(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.context().grantPermissions(List.of("camera"));
    admin.open("/data/product/new");
    Locator input = admin.fieldBox("barcode").locator("input");
    input.press("F4");
    assertThat(input).hasValue(FakeCamera.CODE);
    assertThat(input).isFocused();
    admin.page().keyboard().press("Tab");
    assertThat(admin.fieldBox("barcode").getByRole(AriaRole.BUTTON)).not().isFocused();
    admin.look("scanned-by-key");
  }

  @Test
  void aDoubtfulImeiIsSaidAndARefusedCameraSaysSo(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PHONE, Language.EN);
    clerk.context().grantPermissions(List.of("camera"));
    clerk.open("/data/repairOrder/new");
    clerk.fieldBox("imei").locator("input").fill("490154203237519");
    assertThat(clerk.fieldBox("imei")).containsText("its check digit is wrong");
    clerk.look("doubtful");
    clerk.fieldBox("imei").locator("input").fill("490154203237518");
    assertThat(clerk.fieldBox("imei")).not().containsText("its check digit is wrong");
    clerk.context().clearPermissions();
    clerk.fieldBox("imei").getByRole(AriaRole.BUTTON).tap();
    assertThat(clerk.page().getByText("The camera is not allowed.")).isVisible();
    clerk.look("refused");
    clerk.page().keyboard().press("Escape");
    assertThat(clerk.fieldBox("imei").locator("input")).hasValue("490154203237518");
  }
}
