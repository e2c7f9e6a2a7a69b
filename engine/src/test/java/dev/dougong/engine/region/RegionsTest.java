package dev.dougong.engine.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.value.ValueJson;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionsTest {

  private final Regions regions = Regions.china();

  @Test
  void knowsAllLevelsOfChina() {
    assertThat(regions.all())
        .filteredOn(region -> region.level() == Region.Level.PROVINCE)
        .hasSize(34);
    assertThat(regions.all()).hasSizeGreaterThan(3000);
    assertThat(regions.fullName("440305")).isEqualTo("广东省深圳市南山区");
    assertThat(regions.fullName("110105")).isEqualTo("北京市朝阳区");
    assertThat(regions.fullName("419001")).isEqualTo("河南省济源市");
    assertThat(regions.fullName("000000")).isEqualTo("000000");
  }

  @Test
  void findsEveryRegionByItsFullName() {
    for (Region region : regions.all()) {
      if (!region.isPlaceholder()) {
        List<Region> found = regions.named(regions.fullName(region.code()));
        assertThat(found).as("%s", region).contains(region);
      }
    }
  }

  @Test
  void writesATreeWithEveryRegionOnce() throws Exception {
    StringWriter out = new StringWriter();
    try (var json = ValueJson.mapper().createGenerator(out)) {
      regions.write(json);
    }
    JsonNode tree = ValueJson.mapper().readTree(out.toString());
    assertThat(tree).hasSize(34);
    assertThat(tree.findValuesAsText("code")).hasSize(regions.all().size());
  }

  @Test
  void answersHostileTextInBoundedTime() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(70); i >= 0; i--) {
        text.append("广东深圳市南山区吉林海县州".charAt(random.nextInt(13)));
      }
      assertThat(regions.named(text.toString())).isNotNull();
    }
  }
}
