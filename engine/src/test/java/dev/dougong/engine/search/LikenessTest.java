package dev.dougong.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {

  private static final SearchTerms TERMS = new SearchTerms();

  @ParameterizedTest
  @CsvSource({
    "张伟,张伟",
    "张 伟,张伟",
    "张伟,張伟",
    "张伟,章伟",
    "王晓明,王小明",
    "王小明,王小红",
    "欧阳小明,欧阳明明",
    "王芳,wang fang",
    "单雄信,shanxiongxin",
    "Zhang Wei,zhangwei",
    "John Smith,Smith John",
    "Ｊohn Smith,john  smith",
    "Jonathan,Johnathan",
    "Christopher Lee,Cristopher Leee",
    "解小东,谢小东",
    "iPhone 15,IPHONE15"
  })
  void isAlike(String one, String other) {
    assertThat(TERMS.likeness(one).isLike(TERMS.likeness(other))).isTrue();
    assertThat(TERMS.likeness(other).isLike(TERMS.likeness(one))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "张伟,张强", "张伟,李伟", "王芳,王芳芳", "王小明,李大红", "Tom,Tim", "Anna,Anne",
    "iPhone 15,iPhone 16", "王芳,zhang fang", "王芳,w", "'',''", "'-','-'", "张三,''"
  })
  void isNotAlike(String one, String other) {
    assertThat(TERMS.likeness(one).isLike(TERMS.likeness(other))).isFalse();
    assertThat(TERMS.likeness(other).isLike(TERMS.likeness(one))).isFalse();
  }
}
