package dev.dougong.web.story;

/** Which of the two languages the screens speak. */
enum Language {
  ZH("zh", "zh-CN"),
  EN("en", "en-US");

  private final String id;
  private final String locale;

  Language(String id, String locale) {
    this.id = id;
    this.locale = locale;
  }

  String id() {
    return id;
  }

  String locale() {
    return locale;
  }

  /** The text of this language. */
  String of(String zh, String en) {
    return this == ZH ? zh : en;
  }
}
