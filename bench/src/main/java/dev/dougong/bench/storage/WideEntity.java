package dev.dougong.bench.storage;

import dev.dougong.bench.storage.WideField.Type;
import java.util.ArrayList;
import java.util.List;

/** Sixty fields, as a shop's customer has after some years: twelve are used by lists and sums. */
final class WideEntity {

  /** Fields of the entity. */
  static final int FIELDS = 60;

  static final WideField NAME = new WideField(1, Type.TEXT, true, true);
  static final WideField PHONE = new WideField(2, Type.TEXT, true, true);
  static final WideField CITY = new WideField(3, Type.TEXT, true, true);
  static final WideField SOURCE = new WideField(4, Type.TEXT, true, true);
  static final WideField STAGE = new WideField(5, Type.TEXT, true, true);
  static final WideField LEVEL = new WideField(6, Type.TEXT, true, true);
  static final WideField STORE = new WideField(7, Type.UUID, true, true);
  static final WideField OWNER = new WideField(8, Type.UUID, true, true);
  static final WideField LAST_VISIT = new WideField(9, Type.DATE, true, true);
  static final WideField BIRTHDAY = new WideField(10, Type.DATE, true, true);
  static final WideField TOTAL_SPENT = new WideField(11, Type.NUMBER, true, true);
  static final WideField VISITS = new WideField(12, Type.WHOLE, true, false);

  /** A choice that nobody filters by. */
  static final WideField COLD = new WideField(13, Type.TEXT, false, false);

  /** The date that becomes filtered one day. */
  static final WideField LATER = new WideField(60, Type.DATE, false, false);

  private static final List<WideField> PROMOTED =
      List.of(
          NAME,
          PHONE,
          CITY,
          SOURCE,
          STAGE,
          LEVEL,
          STORE,
          OWNER,
          LAST_VISIT,
          BIRTHDAY,
          TOTAL_SPENT,
          VISITS);

  /** All fields in the order of their numbers. */
  static final List<WideField> ALL = all();

  private WideEntity() {}

  private static List<WideField> all() {
    List<WideField> all = new ArrayList<>(PROMOTED);
    all.add(COLD);
    while (all.size() < FIELDS - 1) {
      int id = all.size() + 1;
      all.add(new WideField(id, coldType(id), false, false));
    }
    all.add(LATER);
    return List.copyOf(all);
  }

  /** Fifteen choices, thirteen short and three long texts, then numbers, dates, truths, lists. */
  private static Type coldType(int id) {
    if (id <= 43) {
      return Type.TEXT;
    }
    if (id <= 47) {
      return Type.NUMBER;
    }
    if (id <= 50) {
      return Type.WHOLE;
    }
    if (id <= 53) {
      return Type.DATE;
    }
    return id <= 56 ? Type.TRUTH : Type.TEXTS;
  }
}
