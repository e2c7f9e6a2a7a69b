package dev.dougong.engine.region;

/**
 * A province, city or district.
 *
 * @param code six digits; those of a city begin with its province's two, those of a district with
 *     its city's four
 * @param name full Chinese name
 * @param level how fine it is
 */
public record Region(String code, String name, Level level) {

  /** How fine a region is, coarsest first. */
  public enum Level {
    PROVINCE,
    CITY,
    DISTRICT
  }

  /** Whether the other one lies in it. */
  boolean contains(Region other) {
    return switch (level) {
      case PROVINCE -> other.level != level && other.code.startsWith(code.substring(0, 2));
      case CITY -> other.level == Level.DISTRICT && other.code.startsWith(code.substring(0, 4));
      case DISTRICT -> false;
    };
  }

  /** Whether it stands only for the districts that a province has itself; people leave it out. */
  boolean isPlaceholder() {
    return level == Level.CITY
        && (name.equals("市辖区") || name.equals("县") || name.endsWith("直辖县级行政区划"));
  }
}
