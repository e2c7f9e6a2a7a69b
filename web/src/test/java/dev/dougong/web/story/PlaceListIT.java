package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores by city: to call with one touch, to find by their address. */
@Story
@Sampled
class PlaceListIT {

  @ParameterizedTest
  @EnumSource(Device.class)
  void storesAreCalledAndTheirAddressesCopied(Device device, Stage stage) {
    Person owner = stage.person("owner", device, Language.ZH);
    owner.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    owner.open("/data/store?view=storePlaces");
    Locator store =
        owner.page().locator("li.dg-place").filter(new Locator.FilterOptions().setHasText("广州天河店"));
    assertThat(store).containsText("广州市天河区天河路 208 号一层");
    assertThat(store).containsText("营业 10:00–22:00");
    assertThat(owner.role(AriaRole.HEADING, "广州")).isVisible();
    Locator call = store.getByRole(AriaRole.LINK).last();
    assertThat(call).hasAttribute("href", "tel:+862086101517");
    owner.look("places");
    owner.button("复制“广州天河店”的地址", "").click();
    assertThat(owner.page().getByText("地址已复制")).isVisible();
    assertThat(owner.page().evaluate("() => navigator.clipboard.readText()"))
        .isEqualTo("广州市天河区天河路 208 号一层");
    owner.link("广州天河店", "").click();
    assertThat(owner.role(AriaRole.HEADING, "广州天河店")).isVisible();
  }
}
