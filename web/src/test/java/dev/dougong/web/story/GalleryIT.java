package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Products in pictures: a picture is added, seen on its card, and the card opens the product. */
@Story
@Sampled
class GalleryIT {

  @ParameterizedTest
  @EnumSource(Device.class)
  void productsAreSeenByTheirPicturesAndOpenedByTheirCards(Device device, Stage stage) {
    Person admin = stage.person("admin", device, Language.ZH);
    admin.open("/data/product?view=productGallery");
    Locator cards = admin.page().locator("li.dg-gallery-card");
    Locator product = cards.nth(device.isPhone() ? 1 : 0);
    assertThat(product).isVisible();
    String name = product.getByRole(AriaRole.LINK).innerText();
    String address = product.getByRole(AriaRole.LINK).getAttribute("href");
    admin.open(address + "/edit");
    Locator box = admin.fieldBox("image");
    box.locator("input[type=file]")
        .setInputFiles(new FilePayload("正面.png", "image/png", phonePicture()));
    assertThat(box.getByText("正面.png")).isVisible();
    admin.save();

    admin.open("/data/product?view=productGallery");
    Locator card = cards.filter(new Locator.FilterOptions().setHas(link(admin, name)));
    Locator picture = card.first().locator("img");
    assertThat(picture).isVisible();
    assertThat((Integer) picture.evaluate("one => one.decode().then(() => one.naturalWidth)"))
        .isEqualTo(240);
    assertThat(cards).hasCount(24);
    admin.look("gallery");
    admin.button("再显示一些", "Show more").click();
    assertThat(cards.nth(24)).isAttached();
    card.first().click();
    assertThat(admin.role(AriaRole.HEADING, name)).isVisible();
  }

  private static Locator link(Person person, String name) {
    return person
        .page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static byte[] phonePicture() {
    BufferedImage picture = new BufferedImage(240, 320, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 240, 320);
    pen.setColor(new Color(0x1F3A5F));
    pen.fillRoundRect(60, 20, 120, 280, 24, 24);
    pen.setColor(new Color(0xBFD7EA));
    pen.fillRect(70, 40, 100, 235);
    pen.dispose();
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(picture, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
