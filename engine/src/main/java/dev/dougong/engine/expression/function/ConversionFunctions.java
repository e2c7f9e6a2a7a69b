package dev.dougong.engine.expression.function;

import static dev.dougong.engine.expression.ValueType.DATE;
import static dev.dougong.engine.expression.ValueType.NUMBER;
import static dev.dougong.engine.expression.ValueType.TEXT;
import static dev.dougong.engine.expression.function.FunctionBuilder.function;
import static dev.dougong.engine.expression.function.FunctionBuilder.overload;

import dev.dougong.engine.expression.Diagnostic;
import dev.dougong.engine.sql.Sql;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From texts to other values and back. */
final class ConversionFunctions {

  private static final Pattern NUMERAL = Pattern.compile("[+-]?[0-9]{1,30}(?:\\.[0-9]{1,12})?");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private ConversionFunctions() {}

  static List<FunctionDefinition> all() {
    return List.of(
        text(),
        textOfBoolean(),
        textOfDate(),
        textOfTime(),
        textOfDateTime(),
        number(),
        dateOfText());
  }

  private static FunctionDefinition text() {
    return function("text")
        .takes(Slot.NUMBER)
        .gives(TEXT)
        .doc("数字写成文本，不带多余的零。", "The number in digits, without needless zeros.")
        .example("text(1.50) + \" 元\"", "1.5 元")
        .sql(s -> s.plain("trim_scale({0})::text"))
        .body(a -> Numbers.text(a.number(0)));
  }

  private static FunctionDefinition textOfBoolean() {
    return overload("textOfBoolean", "text")
        .takes(Slot.BOOLEAN)
        .gives(TEXT)
        .doc("true 或 false。", "true or false.")
        .example("text(2 > 1)", "true")
        .sql(s -> s.plain("({0})::text"))
        .body(a -> String.valueOf(a.value(0)));
  }

  private static FunctionDefinition textOfDate() {
    return overload("textOfDate", "text")
        .takes(Slot.DATE)
        .gives(TEXT)
        .doc("日期写成 年-月-日。", "The date as year-month-day.")
        .example("text(date(2026, 1, 5))", "2026-01-05")
        .sql(s -> s.plain("to_char({0}, 'YYYY-MM-DD')"))
        .body(a -> a.date(0).toString());
  }

  private static FunctionDefinition textOfTime() {
    return overload("textOfTime", "text")
        .takes(Slot.TIME)
        .gives(TEXT)
        .doc("时间写成 时:分:秒。", "The time as hours:minutes:seconds.")
        .example("text(timeOf(soldAt))", "15:30:00")
        .sql(s -> s.plain("to_char({0}, 'HH24:MI:SS')"))
        .body(a -> TIME.format(a.time(0)));
  }

  private static FunctionDefinition textOfDateTime() {
    return overload("textOfDateTime", "text")
        .takes(Slot.DATE_TIME)
        .gives(TEXT)
        .doc("日期时间写成 年-月-日 时:分:秒（按应用的时区）。", "The date-time in the zone, to the second.")
        .example("text(soldAt)", "2026-11-20 15:30:00")
        .sql(
            s ->
                Sql.template(
                    "to_char({0}, 'YYYY-MM-DD HH24:MI:SS')",
                    List.of(SqlCall.boundedTimestamp(s.zoned("({0} at time zone {1})")))))
        .body(
            a -> {
              LocalDateTime local = Dates.local(a, a.dateTime(0));
              return local == null ? null : DATE_TIME.format(local);
            });
  }

  private static FunctionDefinition number() {
    return function("number")
        .takes(Slot.TEXT)
        .gives(NUMBER)
        .doc("把文本读成数字；读不懂时得空值。", "Reads a number; null where the text is none.")
        .example("number(\" 19.90 \")", "19.9")
        .example("number(\"abc\")", "null")
        .sql(
            s ->
                s.plain(
                    "substring(btrim({0}, E' \\t\\n\\r\\u00a0\\u3000') from"
                        + " '^[+-]?[0-9]{1,30}(?:\\.[0-9]{1,12})?$')::numeric"))
        .body(ConversionFunctions::read);
  }

  private static @Nullable BigDecimal read(Arguments a) {
    String text = Texts.trim(a.text(0));
    if (!NUMERAL.matcher(text).matches()) {
      a.report(Diagnostic.UNREADABLE_TEXT);
      return null;
    }
    return new BigDecimal(text);
  }

  private static FunctionDefinition dateOfText() {
    return overload("dateOfText", "date")
        .takes(Slot.TEXT)
        .gives(DATE)
        .doc(
            "把 年-月-日 形式的文本读成日期；读不懂或没有这一天时得空值。",
            "Reads a date in the form year-month-day; null where it is none.")
        .example("date(\"2026-11-22\")", "2026-11-22")
        .sql(
            s ->
                SqlCall.let(
                    "case when {0} is not null then " + DateFunctions.MADE_OF_TEXT + " end",
                    SqlOperand.computed(
                        s.plain(
                            "substring(btrim({0}, E' \\t\\n\\r\\u00a0\\u3000') from"
                                + " '^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$')"),
                        TEXT)))
        .body(a -> Dates.parse(a, a.text(0)));
  }
}
