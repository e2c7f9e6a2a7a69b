package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Story
@Sampled
class FilesIT {

  @ParameterizedTest
  @EnumSource(Device.class)
  void photographIsAddedSeenAndHiddenFromOtherStores(Device device, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    JsonNode customer =
        clerk
            .api()
            .create(
                "customer",
                Map.of("name", "亓照片", "phone", RunningShop.freePhone(phone(device, "19922150"))));
    clerk.open("/data/customer/" + customer.get("id").asText() + "/edit");
    clerk.button("客户档案", "Customer file").click();
    Locator box = clerk.fieldBox("photo");
    box.locator("input[type=file]")
        .setInputFiles(new FilePayload("本人 正面.png", "image/png", portrait()));
    assertThat(box.getByText("本人 正面.png")).isVisible();
    assertThat(width(box.locator("img"))).isEqualTo(240);
    box.scrollIntoViewIfNeeded();
    clerk.look("photograph-in-the-form");
    clerk.save();
    Locator shown = clerk.page().locator(".dg-images img");
    assertThat(shown).isVisible();
    shown.scrollIntoViewIfNeeded();
    assertThat(width(shown)).isEqualTo(240);
    clerk.look("photograph-of-the-record");
    String address = shown.getAttribute("src");
    assertThat(clerk.api().get(address).status()).isEqualTo(200);
    assertThat(stage.person("manager03", device, Language.ZH).api().get(address).status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(Device.class)
  void customerSignsAtTheHandOver(Device device, Stage stage) {
    Person service =
        stage.person(device.isPhone() ? "service01" : "service02", device, Language.ZH);
    JsonNode order = service.api().first("repairOrder", "status == \"ready\"");
    service.open("/data/repairOrder/" + order.get("id").asText() + "/edit");
    service.button("维修工单", "Repair order").click();
    Locator pad = service.fieldBox("signature").locator("canvas");
    pad.scrollIntoViewIfNeeded();
    BoundingBox box = pad.boundingBox();
    service.page().mouse().move(box.x + 20, box.y + 40);
    service.page().mouse().down();
    service.page().mouse().move(box.x + 120, box.y + 70);
    service.page().mouse().move(box.x + 60, box.y + 20);
    service.page().mouse().up();
    service.look("signature-drawn");
    service.fieldBox("signature").getByText("确认签名").click();
    assertThat(service.fieldBox("signature").locator("img")).isVisible();
    service.save();
    assertThat(service.page().locator(".dg-images img").last()).isVisible();
  }

  private static String phone(Device device, String start) {
    return start + (device.isPhone() ? "101" : "202");
  }

  private static int width(Locator picture) {
    assertThat(picture).isVisible();
    return (Integer) picture.evaluate("image => image.decode().then(() => image.naturalWidth)");
  }

  static byte[] portrait() {
    BufferedImage picture = new BufferedImage(240, 320, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(new Color(0xD9E8F5));
    pen.fillRect(0, 0, 240, 320);
    pen.setColor(new Color(0x3B5B7A));
    pen.fillOval(70, 60, 100, 120);
    pen.fillRoundRect(30, 200, 180, 160, 80, 80);
    pen.dispose();
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(picture, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
