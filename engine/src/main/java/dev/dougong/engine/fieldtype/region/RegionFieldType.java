package dev.dougong.engine.fieldtype.region;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.Grouping;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.region.Region;
import dev.dougong.engine.region.Regions;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A province, city or district of China, stored as its six-digit code ({@code 440305}). The option
 * {@code level} says how fine it must be.
 */
@ApplicationScoped
public final class RegionFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{"level":{"enum":["province","city","district"]}}}
""");

  private static final List<Grouping> GROUPINGS =
      List.of(new Grouping("province", 2, "0000"), new Grouping("city", 4, "00"));

  private static final Regions REGIONS = Regions.china();

  @Override
  public String id() {
    return "region";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.TEXT;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public boolean isCoded() {
    return true;
  }

  @Override
  public List<Grouping> groupings(FieldDefinition field) {
    return GROUPINGS;
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    String code = TextValues.text(json, parsing);
    if (code == null || code.isEmpty()) {
      return null;
    }
    Region region = REGIONS.find(code);
    if (region == null) {
      parsing.add(Problem.of("region.unknown").with("value", TextValues.shown(code)));
      return null;
    }
    return fineEnough(region, field, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    String plain = TextValues.plain(text);
    if (plain.isEmpty()) {
      return null;
    }
    Region byCode = REGIONS.find(plain);
    List<Region> meant = byCode == null ? REGIONS.named(plain) : List.of(byCode);
    if (meant.size() == 1) {
      return fineEnough(meant.get(0), field, parsing);
    }
    Problem problem =
        Problem.of(meant.isEmpty() ? "region.unknown" : "region.ambiguous")
            .with("value", TextValues.shown(text));
    List<String> names =
        meant.stream().limit(5).map(region -> REGIONS.fullName(region.code())).toList();
    parsing.add(problem.with("known", names).near(names));
    return null;
  }

  private static @Nullable String fineEnough(
      Region region, FieldDefinition field, FieldParsing parsing) {
    String level = field.text("level");
    if (level != null
        && region.level().compareTo(Region.Level.valueOf(level.toUpperCase(Locale.ROOT))) < 0) {
      parsing.add(Problem.of("region.tooCoarse").with("value", region.name()));
      return null;
    }
    return region.code();
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return REGIONS.fullName(value.toString());
  }
}
