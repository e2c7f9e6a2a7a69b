package dev.dougong.engine.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {

  private static final List<String> KNOWN = List.of("phone", "phoneCase", "date", "金卡会员", "text");

  @Test
  void namesWhatWasProbablyMeantBestFirst() {
    assertThat(NearNames.near("phonee", KNOWN)).containsExactly("phone");
    assertThat(NearNames.near("pohne", KNOWN)).containsExactly("phone");
    assertThat(NearNames.near("PHONE", KNOWN)).containsExactly("phone", "phoneCase");
    assertThat(NearNames.near("pho", KNOWN)).containsExactly("phone", "phoneCase");
    assertThat(NearNames.near("金卡", KNOWN)).containsExactly("金卡会员");
  }

  @Test
  void namesNothingWhereNothingIsNear() {
    assertThat(NearNames.near("zzzzzz", KNOWN)).isEmpty();
    assertThat(NearNames.near("", KNOWN)).isEmpty();
    assertThat(NearNames.near("x".repeat(100_000), KNOWN)).isEmpty();
  }
}
