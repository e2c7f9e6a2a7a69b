package dev.dougong.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.engine.testkit.TestMetadata;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a reader does not see has no name for them, whichever way leads there. */
class ReaderScopeTest {

  private static final String PRODUCT =
      """
      {"key":"product","fields":[
        {"key":"name","type":"text"},
        {"key":"cost","type":"money"}]}
      """;

  private static final String SALE =
      """
      {"key":"sale","fields":[
        {"key":"product","type":"reference","entity":"product"},
        {"key":"items","type":"table","fields":[
          {"key":"product","type":"reference","entity":"product"},
          {"key":"quantity","type":"integer"}]}]}
      """;

  private final Metadata metadata = TestMetadata.compile(PRODUCT, SALE);

  private TestAccess reader() {
    return TestAccess.of(metadata, new UUID(7, 1), new UUID(8, 1), Instant.EPOCH);
  }

  private List<String> wrong(TestAccess access, String filter) {
    var scope = new ReaderScope(access, metadata.entity("sale"));
    return new Expressions()
        .check(filter, scope, ValueType.BOOLEAN).problems().stream()
            .map(problem -> problem.code())
            .toList();
  }

  @Test
  void whoSeesAllMayNameAll() {
    assertThat(wrong(reader(), "product.cost > 1")).isEmpty();
    assertThat(wrong(reader(), "sum(items, product.cost) > 1")).isEmpty();
    assertThat(wrong(reader(), "sum(items, quantity) > 1")).isEmpty();
  }

  @Test
  void aHiddenFieldHasNoNameBehindAReference() {
    TestAccess access = reader().with("product", "cost", FieldAccess.HIDDEN);
    assertThat(wrong(access, "product.cost > 1")).containsExactly("expression.unknownField");
    assertThat(wrong(access, "product.name == \"a\"")).isEmpty();
  }

  @Test
  void norBehindAReferenceInTheRowsOfATable() {
    TestAccess access = reader().with("product", "cost", FieldAccess.HIDDEN);
    assertThat(wrong(access, "sum(items, product.cost) > 1"))
        .containsExactly("expression.unknownField");
    assertThat(wrong(access, "any(items, product.name == \"a\")")).isEmpty();
    assertThat(wrong(access, "sum(items, quantity) > 1")).isEmpty();
  }

  @Test
  void anEntityThatIsClosedHasNone() {
    TestAccess access = reader().reading("product", "false");
    assertThat(wrong(access, "product.name == \"a\"")).isNotEmpty();
    assertThat(wrong(access, "any(items, product.name == \"a\")")).isNotEmpty();
    assertThat(wrong(access, "any(items, quantity > 1)")).isEmpty();
  }
}
