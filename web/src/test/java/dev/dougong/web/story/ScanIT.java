package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Codes are read by the camera, and what is no IMEI is said. */
@Story
@Sampled
class ScanIT {

  private static final String ENTITY =
      """
      {"key":"parcel","label":{"zh":"包裹","en":"Parcel"},"title":"number","fields":[
        {"key":"number","type":"text","label":{"zh":"单号","en":"Number"},"required":true}]}
      """;
  private static final String FORM =
      """
      {"key":"parcelFull","entity":"parcel","label":{"zh":"包裹","en":"Parcel"},
       "layout":[{"section":{"zh":"基本信息","en":"Basics"},"fields":["number"]}]}
      """;

  /** The reader is loaded on the first press, and looks several times a second. */
  private static LocatorAssertions.HasValueOptions patiently() {
    return new LocatorAssertions.HasValueOptions().setTimeout(20_000);
  }

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
    assertThat(admin.field("barcode")).hasValue(FakeCamera.CODE, patiently());
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
    assertThat(admin.fieldBox("barcode").getByRole(AriaRole.BUTTON)).isVisible();
    input.press("F4");
    assertThat(input).hasValue(FakeCamera.CODE, patiently());
    assertThat(input).isFocused();
    admin.page().keyboard().press("Tab");
    assertThat(admin.fieldBox("barcode").getByRole(AriaRole.BUTTON)).not().isFocused();
    admin.look("scanned-by-key");
  }

  @Test
  void aTextIsMadeReadableInTheFormDesigner(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.api().publish(ENTITY, "parcel", FORM, "parcelFull");
    admin.open("/design/form/parcelFull");
    admin.page().locator("[data-design]").first().getByRole(AriaRole.BUTTON).first().click();
    admin.page().getByLabel("可以用相机扫码").check();
    assertThat(admin.button("撤销：改“单号”：可以用相机扫码", "")).isEnabled();
    admin.button("发布", "Publish").click();
    assertThat(admin.page().getByText("已发布，店员现在就能看到。")).isVisible();
    admin.open("/data/parcel/new");
    assertThat(admin.fieldBox("number").getByRole(AriaRole.BUTTON)).isVisible();
  }

  @Test
  void aDoubtfulImeiIsSaidAndARefusedCameraSaysSo(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PHONE, Language.EN);
    clerk.context().grantPermissions(List.of("camera"));
    clerk.open("/data/repairOrder/new");
    // What the story before published may still be on its way.
    clerk.page().waitForLoadState(LoadState.NETWORKIDLE);
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
