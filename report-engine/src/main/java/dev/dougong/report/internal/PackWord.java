package dev.dougong.report.internal;

import java.util.Locale;

/** Words of packs and alerts that leave the application, in its two languages. */
enum PackWord {
  BLANK("（空）", "(blank)"),
  OTHERS("其他", "Others"),
  YES("是", "Yes"),
  NO("否", "No"),
  DAYS("{number} 天", "{number} days"),
  AS_OF("数据截至 {time}", "Numbers of {time}"),
  FILTERED("按您订阅时选的筛选计算", "With the filters that you chose"),
  NOTHING("没有数据", "No data"),
  FAILED("这一项没有算出来", "This one could not be computed"),
  TOP("前 {number} 名", "First {number}"),
  BOTTOM("后 {number} 名", "Last {number}"),
  MORE("共 {number} 组，打开查看全部", "{number} groups; open it to see all"),
  OPEN("打开完整复盘", "Open the whole pack"),
  WHY(
      "您收到它，是因为您或您的角色订阅了它。在应用的“我的订阅”里可以暂停。",
      "You get this because you or your role subscribed to it. Pause it under My subscriptions."),
  NOT_SENT("没有发出：", "Not sent: "),
  ABOVE("{label} {value}，高于 {line}", "{label} {value}, above {line}"),
  BELOW("{label} {value}，低于 {line}", "{label} {value}, below {line}"),
  CHANGE_ABOVE("{label} 较上期 {value}，高于 {line}", "{label} changed by {value}, above {line}"),
  CHANGE_BELOW("{label} 较上期 {value}，低于 {line}", "{label} changed by {value}, below {line}"),
  OPEN_BOARD("打开看板", "Open the dashboard"),
  WHY_ALERT(
      "您收到它，是因为您设置了提醒。在应用的“我的订阅”里可以暂停。",
      "You get this because of an alert of yours. Pause it under My subscriptions.");

  private final String zh;
  private final String en;

  PackWord(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  String in(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }
}
