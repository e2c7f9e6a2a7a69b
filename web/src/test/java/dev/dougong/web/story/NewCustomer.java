package dev.dougong.web.story;

import java.util.List;

/**
 * Somebody who walks in: names and numbers that the demo data does not have.
 *
 * @param typedName as it was first typed, with a wrong character
 * @param initials of the right name's pinyin
 */
record NewCustomer(String typedName, String name, String initials, String phone) {

  static final NewCustomer OF_PHONE =
      new NewCustomer("闵静殊", "闵静姝", "mjs", RunningShop.freePhone("19977318264"));
  static final NewCustomer OF_PC =
      new NewCustomer("佘望殊", "佘望舒", "sws", RunningShop.freePhone("19955207413"));
  static final NewCustomer OF_ENGLISH_PC =
      new NewCustomer("芮清耀", "芮清曜", "rqy", RunningShop.freePhone("19966418357"));

  String surname() {
    return name.substring(0, 1);
  }

  String twoCharacters() {
    return name.substring(1);
  }

  /** Four digits from the beginning but one, from the middle, and the last four. */
  List<String> fourDigits() {
    return List.of(phone.substring(1, 5), phone.substring(4, 8), phone.substring(7));
  }

  /** As screens show it. */
  String shownPhone() {
    return phone.substring(0, 3) + " " + phone.substring(3, 7) + " " + phone.substring(7);
  }
}
