package dev.dougong.engine.expression.function;

/**
 * The letters whose case {@code upper} and {@code lower} change: Latin with accents, Greek,
 * Cyrillic, full-width. A table of our own, because Java, PostgreSQL and browsers each follow
 * another edition of Unicode and other special cases.
 */
final class Letters {

  static final String LOWER =
      "abcdefghijklmnopqrstuvwxyzàáâã"
          + "äåæçèéêëìíîïðñòóôõöøùúûüýþāăąć"
          + "ĉċčďđēĕėęěĝğġģĥħĩīĭįĳĵķĺļľŀłńņ"
          + "ňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžαβγ"
          + "δεζηθικλμνξοπρστυφχψωабвгдежзи"
          + "йклмнопрстуфхцчшщъыьэюяѐёђѓєѕі"
          + "їјљњћќѝўџａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕ"
          + "ｖｗｘｙｚ";

  static final String UPPER =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃ"
          + "ÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆ"
          + "ĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮĲĴĶĹĻĽĿŁŃŅ"
          + "ŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŹŻŽΑΒΓ"
          + "ΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИ"
          + "ЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЀЁЂЃЄЅІ"
          + "ЇЈЉЊЋЌЍЎЏＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵ"
          + "ＶＷＸＹＺ";

  private Letters() {}
}
