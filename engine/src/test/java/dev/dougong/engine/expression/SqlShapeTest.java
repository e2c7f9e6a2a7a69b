package dev.dougong.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.expression.sql.SqlRows;
import dev.dougong.engine.expression.sql.SqlScope;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.testkit.Asvs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlShapeTest {

  private static final SqlScope COLUMNS =
      new SqlScope() {
        @Override
        public Sql field(FieldPath path, ValueType type) {
          return new Sql().add(SqlName.of("r"), SqlName.of("f" + path.last()));
        }

        @Override
        public SqlRows rows(FieldPath path, ValueType type) {
          return new SqlRows(Sql.of("rows"), this);
        }
      };

  @Asvs({"1.1.2", "1.2.4"})
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "status == \"paid\" → (r.f19 = ?::text)",
        "quantity >= 3 → (r.f3 >= ?::bigint)",
        "quantity > 2.5 → ((r.f3)::numeric > ?::numeric)",
        "price < 10 → (r.f4 < ?::numeric)",
        "warrantyUntil <= addDays(today(), 30) → (r.f7 <= ?::date)",
        "soldAt >= dateTime(addDays(today(), -7)) → (r.f8 >= ?::timestamptz)",
        "status in (\"paid\", \"draft\") → (r.f19 = any(?::text[]))",
        "quantity in (1, 2) → (r.f3 = any(?::bigint[]))",
        "startsWith(phone, \"138\") → (r.f2 like ?::text)",
        "contains(title, \"a_b\") → (r.f1 like ?::text)",
        "contains(tags, \"VIP\") → (r.f10 @> ?::text[])",
        "containsAny(tags, \"a\", \"b\") → (r.f10 && ?::text[])",
        "seller == user() → (r.f11 = ?::uuid)",
        "isWithin(shop, userOrgUnit()) → (r.f12 = any(?::uuid[]))",
        "hasRole(\"manager\") || seller == user() → true",
        "hasRole(\"clerk\") || seller == user() → (r.f11 = ?::uuid)",
        "hasRole(\"manager\") && paid → r.f6",
        "paid && quantity > 1 → (r.f6 and (r.f3 > ?::bigint))",
        "!(status == \"paid\") → ((r.f19 = ?::text) is not true)",
        "title == null → (r.f1 is null)",
        "title < \"m\" → (r.f1 collate \"C\" < ?::text)",
        "between(quantity, 1, 5) → ((r.f3 >= ?::bigint) and (r.f3 <= ?::bigint))",
      })
  void keepsConditionsPlainForIndexes(String text, String sql) {
    Expression tree = new Expressions().check(text, SampleSale.SCOPE, null).orThrow();
    Sql condition =
        new SqlCompiler().condition(tree, COLUMNS, SampleSale.context(DiagnosticSink.NONE));
    assertThat(condition.text()).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "price + 1 → 1",
        "((price + 1) / 2) / (price / 3) / 4 / 5 → 1",
        "power(price / 2, 100) → 1",
        "monthsBetween(addMonths(warrantyUntil, 1), addMonths(warrantyUntil, 2)) → 2",
      })
  void growsByTheTreeAndNotExponentially(String text, int least) {
    Expression tree = new Expressions().check(text, SampleSale.SCOPE, null).orThrow();
    Sql value = new SqlCompiler().value(tree, COLUMNS, SampleSale.context(DiagnosticSink.NONE));
    int uses = value.text().split("r\\.f[47]", -1).length - 1;
    assertThat(uses).isBetween(least, 12);
  }
}
