package dev.dougong.report.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupResult;
import dev.dougong.report.query.ResultColumn;
import dev.dougong.report.query.ResultTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words the values of an answer for people, as the pages of the application do. */
final class AnswerText {

  static final String NONE = "–";

  private static final String PERCENT = "percent";
  private static final String DAYS = "days";

  /** With the sign of a currency. */
  private static final Pattern PRICE = Pattern.compile("-?[^-0-9].*");

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final int YEAR_AND_MONTH = 7;

  private final Access access;
  private final ResultTable table;
  private final Locale locale;

  AnswerText(Access access, ResultTable table) {
    this.access = access;
    this.table = table;
    this.locale = access.locale();
  }

  String label(ResultColumn column) {
    return column.label().in(locale, column.key());
  }

  /** The name of a group by one of the dimensions. */
  String key(int dimension, @Nullable Object value) {
    if (value == null) {
      return PackWord.BLANK.in(locale);
    }
    if (value == GroupResult.OTHERS) {
      return PackWord.OTHERS.in(locale);
    }
    GroupKey key = table.group().keys().get(dimension);
    if (value instanceof UUID id) {
      return table.labels().getOrDefault(id, PackWord.BLANK.in(locale));
    }
    if (key.bucket() instanceof GroupKey.Ranges ranges && value instanceof Long place) {
      int at = place.intValue();
      return range(
          at == 0 ? null : ranges.bounds().get(at - 1),
          at == ranges.bounds().size() ? null : ranges.bounds().get(at));
    }
    if (key.bucket() instanceof GroupKey.Steps steps && value instanceof BigDecimal from) {
      return range(from, from.add(steps.width()));
    }
    if (key.bucket() instanceof GroupKey.Calendar calendar) {
      return calendar(calendar.part(), value);
    }
    Object plain =
        key.bucket() instanceof GroupKey.Furthest furthest && value instanceof Long place
            ? furthest.stages().get(place.intValue())
            : value;
    return plain(table.dimensions().get(dimension), plain);
  }

  private String range(@Nullable BigDecimal from, @Nullable BigDecimal to) {
    return (from == null ? "" : number(from, 2)) + "–" + (to == null ? "" : number(to, 2));
  }

  private String calendar(GroupKey.CalendarPart part, Object value) {
    if (!(value instanceof LocalDate day)) {
      return value instanceof Instant moment ? moment(moment) : value.toString();
    }
    return switch (part) {
      case YEAR -> Integer.toString(day.getYear());
      case QUARTER -> day.getYear() + " Q" + day.get(IsoFields.QUARTER_OF_YEAR);
      case MONTH -> day.toString().substring(0, YEAR_AND_MONTH);
      case WEEK ->
          day.get(IsoFields.WEEK_BASED_YEAR) + " W" + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case DAY, HOUR -> day.toString();
    };
  }

  /** A moment in the zone of the application. */
  static String moment(Access access, Instant moment) {
    return MOMENT.format(ZonedDateTime.ofInstant(moment, access.metadata().zone()));
  }

  private String moment(Instant moment) {
    return moment(access, moment);
  }

  /** The value of a measure. */
  String measure(ResultColumn column, @Nullable Object value) {
    if (value == null) {
      return NONE;
    }
    if (!(value instanceof Number)) {
      return plain(column, value);
    }
    BigDecimal number = decimal(value);
    String format = column.format();
    if (PERCENT.equals(format)) {
      return percent(number);
    }
    if (DAYS.equals(format)) {
      return PackWord.DAYS.in(locale).replace("{number}", number(number, 1));
    }
    String own = own(column, number);
    boolean isMoney = "money".equals(format);
    if (own != null && (format == null || isMoney && PRICE.matcher(own).matches())) {
      return own;
    }
    return (isMoney ? "¥" : "") + number(number, 2);
  }

  /** As the field of the values words them; null where they are none of a field. */
  private @Nullable String own(ResultColumn column, BigDecimal number) {
    Field field = column.type() == null ? null : field(column);
    if (field == null || column.kind() != field.kind()) {
      return null;
    }
    return switch (field.kind()) {
      case DECIMAL -> {
        // Averages have many places; prices are told in two of them, parts of 1 need more.
        String price = shown(field, rounded(number, 2));
        yield PRICE.matcher(price).matches() ? price : shown(field, rounded(number, 4));
      }
      case INTEGER, DURATION ->
          number.stripTrailingZeros().scale() <= 0 ? shown(field, number.longValueExact()) : null;
      case TEXT, BOOLEAN, DATE, TIME, DATE_TIME, TEXT_LIST, REFERENCE -> null;
      case REFERENCE_LIST, TABLE, JSON, SEALED -> null;
    };
  }

  private String shown(Field field, Object value) {
    return field.type().format(value, field.definition(), locale, access.metadata().zone());
  }

  private static BigDecimal rounded(BigDecimal number, int places) {
    return number.scale() > places ? number.setScale(places, RoundingMode.HALF_UP) : number;
  }

  /** A change with its sign. */
  String change(BigDecimal change) {
    return (change.signum() > 0 ? "+" : "") + percent(change);
  }

  private String percent(BigDecimal number) {
    NumberFormat format = NumberFormat.getPercentInstance(locale);
    format.setMaximumFractionDigits(1);
    return format.format(number);
  }

  private String number(BigDecimal number, int places) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(places);
    return format.format(number);
  }

  private String plain(ResultColumn column, Object value) {
    Field field = field(column);
    if (field != null && column.kind() == field.kind() && !(value instanceof Number)) {
      return field.type().format(value, field.definition(), locale, access.metadata().zone());
    }
    if (value instanceof Boolean is) {
      return (is ? PackWord.YES : PackWord.NO).in(locale);
    }
    return value instanceof Instant moment
        ? moment(moment)
        : value instanceof Number ? number(decimal(value), 2) : value.toString();
  }

  private @Nullable Field field(ResultColumn column) {
    if (column.entity() == null || column.field() == null) {
      return null;
    }
    Entity entity = access.metadata().findEntity(column.entity());
    return entity == null ? null : entity.field(column.field());
  }

  static BigDecimal decimal(Object number) {
    return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
  }
}
