package dev.dougong.engine.fieldtype;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.value.SealedText;
import dev.dougong.engine.value.TableRow;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every field type keeps. A new type extends this and gives samples; what it does not read in
 * text, or writes through the query engine, it says by overriding a method.
 */
public abstract class FieldTypeContract {

  /** The zone in which texts without an offset are read. */
  protected static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final FieldTypes TYPES = FieldTypes.onClassPath();
  private static final ProblemTexts TEXTS = new ProblemTexts();
  private static final List<Locale> LOCALES = List.of(Locale.CHINA, Locale.US);
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final Sample.Collection samples = new Sample.Collection();

  /** The type under test, made with its constructor. */
  protected abstract FieldType type();

  /** Tells samples of values, texts and options. */
  protected abstract void tell(Sample.Collection samples);

  /** Whether a cell with the text that people see is read as the same value. */
  protected boolean readsWhatPeopleSee() {
    return true;
  }

  /** Whether the JSON that it writes is read as the same value. */
  protected boolean readsWhatItWrites() {
    return true;
  }

  @BeforeEach
  final void collect() {
    tell(samples);
  }

  @Test
  void standsInTheFolderOfItsId() {
    Class<?> type = type().getClass();
    String name = Character.toUpperCase(type().id().charAt(0)) + type().id().substring(1);
    assertThat(type.getSimpleName()).isEqualTo(name + "FieldType");
    String folder = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
    assertThat(folder).isIn(type().id().toLowerCase(Locale.ROOT), type().id() + "type");
    assertThat(TYPES.get(type().id())).hasSameClassAs(type());
  }

  @Test
  void readsValues() {
    assertThat(samples.good).isNotEmpty();
    for (Sample sample : samples.good) {
      List<Problem> problems = new ArrayList<>();
      FieldDefinition field = sample.field(type().id());
      assertThat(isOf(type().kind(field), sample.expected())).as("%s", sample).isTrue();
      Object value = type().parse(Sample.tree(sample.given()), field, parsing(problems));
      if (isComputed(field)) {
        assertThat(value).isNull();
        assertThat(problems).extracting(Problem::code).containsExactly("value.computed");
        continue;
      }
      assertThat(problems).as("%s", sample).isEmpty();
      assertThat(value).as("%s", sample).isEqualTo(sample.expected());
    }
  }

  @Test
  void masksShowAPartAndAreTheirOwnMasks() {
    if (!type().canMask()) {
      return;
    }
    for (Sample sample : samples.good) {
      String value = sample.expected().toString();
      String mask = type().mask(value);
      assertThat(mask).as("%s", sample).contains("**").doesNotContain(value);
      assertThat(type().mask(mask)).as("%s", sample).isEqualTo(mask);
      assertThat(type().kind(sample.field(type().id()))).isEqualTo(ValueKind.TEXT);
    }
  }

  @Test
  void groupsAreNamedByValuesThatAreInThem() {
    for (Sample sample : samples.good) {
      FieldDefinition field = sample.field(type().id());
      List<Grouping> groupings = type().groupings(field);
      assertThat(groupings).extracting(Grouping::name).doesNotHaveDuplicates();
      for (Grouping grouping : groupings) {
        assertThat(grouping.name())
            .matches("[a-z][a-zA-Z]*")
            .isNotIn("hour", "day", "week", "month", "quarter", "year", "furthest");
        String value = sample.expected().toString();
        String group = value.substring(0, grouping.length()) + grouping.rest();
        assertThat(group).as("%s", sample).hasSameSizeAs(value);
        List<Problem> problems = new ArrayList<>();
        FieldDefinition plain = new Sample("{}", "null", "").field(type().id());
        assertThat(type().parse(Sample.tree("'" + group + "'"), plain, parsing(problems)))
            .isEqualTo(group);
      }
    }
  }

  @Test
  void readsTexts() {
    for (Sample sample : samples.goodTexts) {
      List<Problem> problems = new ArrayList<>();
      FieldDefinition field = sample.field(type().id());
      Object value = type().parseText(sample.given(), field, parsing(problems));
      assertThat(problems).as("%s", sample).isEmpty();
      assertThat(value).as("%s", sample).isEqualTo(sample.expected());
    }
  }

  @Asvs({"2.2.1", "15.3.5"})
  @Test
  void refusesValuesAndSaysWhatToDo() {
    for (Sample sample : samples.bad) {
      List<Problem> problems = new ArrayList<>();
      JsonNode json = Sample.tree(sample.given());
      Object value = type().parse(json, sample.field(type().id()), parsing(problems));
      assertRefused(sample, value, problems);
    }
  }

  @Asvs("2.2.1")
  @Test
  void refusesTextsAndSaysWhatToDo() {
    for (Sample sample : samples.badTexts) {
      List<Problem> problems = new ArrayList<>();
      Object value = type().parseText(sample.given(), sample.field(type().id()), parsing(problems));
      assertRefused(sample, value, problems);
    }
  }

  private static void assertRefused(Sample sample, @Nullable Object value, List<Problem> problems) {
    assertThat(value).as("%s", sample).isNull();
    assertThat(problems)
        .as("%s", sample)
        .extracting(Problem::code)
        .contains("" + sample.expected());
    for (Problem problem : problems) {
      assertHasTexts(problem);
    }
  }

  private static void assertHasTexts(Problem problem) {
    for (Locale locale : LOCALES) {
      assertThat(TEXTS.message(problem, locale))
          .as("%s in %s", problem, locale)
          .isNotEqualTo(problem.code())
          .isNotBlank();
      assertThat(TEXTS.remedy(problem, locale)).as("%s in %s", problem, locale).isNotBlank();
    }
  }

  @Test
  void readsNothingAsNoValue() {
    for (Sample sample : samples.good) {
      List<Problem> problems = new ArrayList<>();
      FieldDefinition field = sample.field(type().id());
      assertThat(type().parse(Sample.tree("null"), field, parsing(problems))).isNull();
      if (isComputed(field)) {
        continue;
      }
      assertThat(type().parse(Sample.tree("''"), field, parsing(problems))).isNull();
      assertThat(type().parseText("", field, parsing(problems))).isNull();
      assertThat(type().parseText(" \u3000\n", field, parsing(problems))).isNull();
      switch (type().kind(field)) {
        case TEXT_LIST, REFERENCE_LIST, TABLE ->
            assertThat(type().parse(Sample.tree("[]"), field, parsing(problems))).isNull();
        case TEXT, INTEGER, DECIMAL, BOOLEAN, DATE, TIME, DATE_TIME, DURATION, REFERENCE, JSON -> {}
      }
      assertThat(problems).as("%s", sample).isEmpty();
    }
  }

  @Test
  void readsWhatItWrote() throws Exception {
    if (!readsWhatItWrites()) {
      return;
    }
    for (Sample sample : samples.good) {
      FieldDefinition field = sample.field(type().id());
      java.io.StringWriter out = new java.io.StringWriter();
      try (var json = ValueJson.mapper().createGenerator(out)) {
        type().write(sample.expected(), field, json);
      }
      JsonNode stored = ValueJson.toTree(sample.expected());
      assertThat(ValueJson.read(stored, type().kind(field))).isEqualTo(sample.expected());
      if (isComputed(field)) {
        continue;
      }
      List<Problem> problems = new ArrayList<>();
      JsonNode written = ValueJson.mapper().readTree(out.toString());
      Object value = type().parse(written, field, parsing(problems));
      assertThat(problems).as("%s", written).isEmpty();
      assertThat(value).as("%s", written).isEqualTo(sample.expected());
    }
  }

  @Test
  void readsWhatPeopleSeeInEachLanguage() {
    for (Sample sample : samples.good) {
      FieldDefinition field = sample.field(type().id());
      for (Locale locale : LOCALES) {
        String seen = type().format(sample.expected(), field, locale, ZONE);
        assertThat(seen).as("%s", sample).isNotBlank();
        assertThat(type().format(sample.expected(), field, locale)).isNotBlank();
        if (readsWhatPeopleSee() && !isComputed(field)) {
          List<Problem> problems = new ArrayList<>();
          assertThat(type().parseText(seen, field, parsing(problems)))
              .as("%s %s %s", sample, seen, problems)
              .isEqualTo(sample.expected());
        }
      }
    }
  }

  @Test
  void isSearchedOnlyWhereItIsText() {
    for (Sample sample : samples.good) {
      String text = type().searchText(sample.expected(), sample.field(type().id()));
      assertThat(text == null || !text.isBlank()).isTrue();
    }
  }

  @Test
  void givesAClosedSchemaThatItsSamplesKeep() {
    ObjectNode schema = type().optionsSchema();
    JsonNode metaproblems =
        ValueJson.mapper()
            .valueToTree(
                SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(schema).stream()
                    .map(Object::toString)
                    .toList());
    assertThat(metaproblems).isEmpty();
    assertClosed(schema, false);
    JsonSchema compiled = SCHEMAS.getSchema(schema);
    for (Sample sample : samples.good) {
      assertThat(compiled.validate(Sample.tree(sample.options()))).as("%s", sample).isEmpty();
      List<Problem> problems = new ArrayList<>();
      type().check(sample.field(type().id()), problems::add);
      assertThat(problems).as("%s", sample).isEmpty();
    }
  }

  private static void assertClosed(JsonNode schema, boolean isInner) {
    assertThat(schema.has("$ref") || schema.has("pattern")).isFalse();
    if (schema.has("properties") && isInner) {
      assertThat(schema.get("additionalProperties")).as("%s", schema).isNotNull();
    }
    schema.path("properties").forEach(property -> assertClosed(property, true));
    if (schema.has("items")) {
      assertClosed(schema.get("items"), true);
    }
  }

  @Test
  void refusesOptionsThatContradictEachOther() {
    JsonSchema compiled = SCHEMAS.getSchema(type().optionsSchema());
    for (Sample sample : samples.badOptions) {
      assertThat(compiled.validate(Sample.tree(sample.options()))).as("%s", sample).isEmpty();
      List<Problem> problems = new ArrayList<>();
      type().check(sample.field(type().id()), problems::add);
      assertThat(problems).extracting(Problem::code).contains("" + sample.expected());
      problems.forEach(FieldTypeContract::assertHasTexts);
    }
  }

  @Test
  void pointsAtSomethingExactlyWhereItIsAReference() {
    for (Sample sample : samples.good) {
      FieldDefinition field = sample.field(type().id());
      boolean isReference =
          switch (type().kind(field)) {
            case REFERENCE, REFERENCE_LIST -> true;
            case TEXT,
                INTEGER,
                DECIMAL,
                BOOLEAN,
                DATE,
                TIME,
                DATE_TIME,
                DURATION,
                TEXT_LIST,
                TABLE,
                JSON,
                SEALED ->
                false;
          };
      assertThat(type().target(field) instanceof ReferenceTarget.None).isEqualTo(!isReference);
    }
  }

  @Asvs({"1.4.2", "2.2.1", "15.3.5"})
  @Test
  void answersHostileJsonWithProblemsOnly() {
    for (Sample sample : samples.good) {
      FieldDefinition field = sample.field(type().id());
      for (JsonNode hostile : HostileJson.all()) {
        List<Problem> problems = new ArrayList<>();
        Object value = type().parse(hostile, field, parsing(problems));
        assertThat(value == null || isOf(type().kind(field), value)).isTrue();
        problems.forEach(FieldTypeContract::assertHasTexts);
        if (hostile.isTextual()) {
          type().parseText(hostile.textValue(), field, parsing(problems));
        }
      }
    }
  }

  private boolean isComputed(FieldDefinition field) {
    Derivation derivation = type().derivation(field);
    return !(derivation instanceof Derivation.Entered)
        && !(derivation instanceof Derivation.Numbered);
  }

  /** A parsing whose problems go into the list. */
  protected static FieldParsing parsing(List<Problem> problems) {
    return TYPES.parsing(ZONE, problems::add);
  }

  /** Whether the value has the canonical class of the kind, or the unresolved one. */
  static boolean isOf(ValueKind kind, @Nullable Object value) {
    return switch (kind) {
      case TEXT -> value instanceof String;
      case INTEGER -> value instanceof Long;
      case DECIMAL -> value instanceof BigDecimal;
      case BOOLEAN -> value instanceof Boolean;
      case DATE -> value instanceof LocalDate;
      case TIME -> value instanceof LocalTime;
      case DATE_TIME -> value instanceof Instant;
      case DURATION -> value instanceof Duration;
      case TEXT_LIST -> isListOf(value, String.class, String.class);
      case REFERENCE -> value instanceof UUID || value instanceof ReferenceKey;
      case REFERENCE_LIST -> isListOf(value, UUID.class, ReferenceKey.class);
      case TABLE -> isListOf(value, RowInput.class, TableRow.class);
      case JSON -> value instanceof JsonNode;
      case SEALED -> value instanceof SealedText;
    };
  }

  private static boolean isListOf(@Nullable Object value, Class<?> one, Class<?> other) {
    return value instanceof List<?> many
        && !many.isEmpty()
        && many.stream().allMatch(each -> one.isInstance(each) || other.isInstance(each));
  }
}
