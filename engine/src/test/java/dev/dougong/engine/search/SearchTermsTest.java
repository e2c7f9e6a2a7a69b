package dev.dougong.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchTermsTest {

  private static final List<String> CUSTOMER = List.of("张伟明", "13812345678", "iPhone 15 Pro");

  private final SearchTerms terms = new SearchTerms();

  @Test
  void findsChineseByAnyPart() {
    assertFound(CUSTOMER, "张", "伟", "明", "张伟", "伟明", "张伟明");
    assertNotFound(CUSTOMER, "张明", "王", "明伟");
  }

  @Test
  void findsNamesByPinyinInFullByInitialsAndMixed() {
    assertFound(CUSTOMER, "z", "zw", "zwm", "wm", "zhang", "zhangwei", "zhangweiming", "ZhangWM");
    assertFound(CUSTOMER, "zhangwe", "weiming", "zweim");
    assertNotFound(CUSTOMER, "w", "zm", "zhangming", "zhaw", "anwei");
  }

  @Test
  void spellsTextsAsTheyAreTyped() {
    assertThat(terms.spelled("配件库存")).containsExactly("pei", "jian", "ku", "cun");
    assertThat(terms.spelled("5G 套餐 / Plan A"))
        .containsExactly("5", "g", "tao", "can", "plan", "a");
    assertThat(terms.spelled("！？")).isEmpty();
  }

  @Test
  void findsSurnamesByTheirOwnReading() {
    assertFound(List.of("单雄信"), "shan", "sxx", "danx");
    assertFound(List.of("曾国藩"), "zeng", "zgf", "ceng");
    assertFound(List.of("仇英"), "qiuy");
    assertFound(List.of("解缙"), "xiej");
    assertFound(List.of("盖叫天"), "gejt");
    assertFound(List.of("尉迟恭"), "yuchi");
    assertFound(List.of("吕布"), "lvbu", "lubu");
    assertFound(List.of("张乐"), "zhangyue", "zhangle");
  }

  @Test
  void findsPhonesByAnyFourDigitsAndByTheFirstThree() {
    assertFound(CUSTOMER, "1", "13", "138", "1381", "5678", "2345", "13812345678");
    assertFound(CUSTOMER, "+86 138 1234 5678", "138-1234-5678", "13812345678");
    assertNotFound(CUSTOMER, "678", "5679", "3812346");
  }

  @Test
  void findsNumbersWrittenInParts() {
    List<String> order = List.of("SO-2024-0017");
    assertFound(order, "2024-0017", "0017", "so", "so-2024");
    assertNotFound(order, "0018", "os");
  }

  @Test
  void demandsEveryWordInAnyText() {
    assertFound(CUSTOMER, "张 5678", "iphone 张", "IPHONE15", "pro zwm");
    assertNotFound(CUSTOMER, "张 5679", "iphone 16");
  }

  @Test
  void passesOverSpacesInsideChineseNames() {
    assertFound(List.of("王 明"), "王明", "wangm", "wm");
  }

  @Test
  void findsWideCharactersAndOtherScripts() {
    assertFound(List.of("iPhone"), "iphone", "IPHONE");
    assertFound(List.of("スマホ"), "マホ");
    assertFound(List.of("Привет"), "приве");
    assertFound(List.of("𠮷野家"), "𠮷", "𠮷野");
  }

  @Test
  void findsNothingWhereNothingWasTyped() {
    for (String q : List.of("", "  ", "-", "!!!", "()")) {
      assertThat(terms.parse(q).all()).isEmpty();
      assertThat(terms.matches(CUSTOMER, terms.parse(q))).isFalse();
    }
  }

  @Test
  void everyRecordThatMatchesHasAllTokens() {
    Random random = new Random(7);
    String characters = "张伟单阿乐1234ab -z9";
    for (int round = 0; round < 20_000; round++) {
      List<String> texts = List.of(text(random, characters, 8), text(random, characters, 4));
      SearchQuery query = terms.parse(text(random, round % 2 == 0 ? characters : "zhangwei", 4));
      if (terms.matches(texts, query)) {
        assertThat(terms.index(texts)).as("%s %s", texts, query).containsAll(query.all());
      }
    }
  }

  @Test
  void needsAFewDozenTokensForACustomer() {
    assertThat(terms.index(List.of("张伟明", "13812345678"))).hasSizeLessThan(35);
  }

  @Test
  void answersHostileTextInBoundedTime() {
    String many = "阿".repeat(5000);
    assertThat(terms.matches(List.of(many), terms.parse("a".repeat(99) + "b"))).isFalse();
    assertThat(terms.index(List.of(many, "1 ".repeat(5000)))).isNotEmpty();
  }

  private static String text(Random random, String characters, int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i >= 0; i--) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  private void assertFound(List<String> texts, String... queries) {
    for (String q : queries) {
      SearchQuery query = terms.parse(q);
      assertThat(terms.matches(texts, query)).as("%s in %s", q, texts).isTrue();
      assertThat(terms.index(texts)).as("%s in %s", q, texts).containsAll(query.all());
    }
  }

  private void assertNotFound(List<String> texts, String... queries) {
    for (String q : queries) {
      assertThat(terms.matches(texts, terms.parse(q))).as("%s in %s", q, texts).isFalse();
    }
  }
}
