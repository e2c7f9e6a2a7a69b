package dev.dougong.engine.region;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The list of regions, in the order of their codes. Immutable. */
public final class Regions {

  private static final Regions CHINA = read();
  private static final int LONGEST = 60;
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,，、/>·\\-—|]+");

  private static final String PEOPLES =
      "朝鲜族|藏族|羌族|彝族|土家族|苗族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族|蒙古|哈萨克族|哈萨克|"
          + "柯尔克孜|黎族|满族|瑶族|土族|撒拉族|东乡族|保安族|裕固族|畲族|仫佬族|毛南族|水族|仡佬族|佤族|拉祜族|布朗族|"
          + "纳西族|独龙族|怒族|普米族|锡伯|塔吉克|达斡尔族|鄂温克族|鄂伦春|维吾尔|各族";

  /** What people leave out at the end of a name. */
  private static final Pattern SUFFIX =
      Pattern.compile("(?:特别行政区|新区|林区|地区|矿区|(?:" + PEOPLES + ")*自治[区州县旗]|[省市区县盟旗州])$");

  private final Map<String, Region> byCode;

  private Regions(Map<String, Region> byCode) {
    this.byCode = Collections.unmodifiableMap(byCode);
  }

  /** All of China. */
  public static Regions china() {
    return CHINA;
  }

  private static Regions read() {
    Map<String, Region> regions = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Regions.class.getResourceAsStream("regions.csv")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String code = line.substring(0, 6);
        Region.Level level =
            code.endsWith("0000")
                ? Region.Level.PROVINCE
                : code.endsWith("00") ? Region.Level.CITY : Region.Level.DISTRICT;
        regions.put(code, new Region(code, line.substring(7), level));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Regions(regions);
  }

  /** The region of the code, or null. */
  public @Nullable Region find(String code) {
    return byCode.get(code);
  }

  /** All regions. */
  public Collection<Region> all() {
    return byCode.values();
  }

  /** The names from the province down, {@code 广东省深圳市南山区}; the code where it is unknown. */
  public String fullName(String code) {
    Region region = byCode.get(code);
    if (region == null) {
      return code;
    }
    StringBuilder name = new StringBuilder();
    for (String above : List.of(code.substring(0, 2) + "0000", code.substring(0, 4) + "00")) {
      Region part = byCode.get(above);
      if (part != null && !part.equals(region) && !part.isPlaceholder()) {
        name.append(part.name());
      }
    }
    return name.append(region.name()).toString();
  }

  /**
   * The regions that a person may have meant by names in descending order, in full or short: {@code
   * 广东省深圳市南山区}, {@code 广东 深圳 南山}, {@code 深圳南山}, {@code 南山区}. One where it is clear, several where
   * it is not, none where the text names no region.
   */
  public List<Region> named(String text) {
    if (text.length() > LONGEST) {
      return List.of();
    }
    String names =
        SEPARATORS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    if (names.isEmpty()) {
      return List.of();
    }
    Set<Region> found = new LinkedHashSet<>();
    descend(names, null, true, found);
    if (found.isEmpty()) {
      descend(names, null, false, found);
    }
    Region.Level coarsest = Region.Level.DISTRICT;
    for (Region region : found) {
      coarsest = region.level().compareTo(coarsest) < 0 ? region.level() : coarsest;
    }
    List<Region> answer = new ArrayList<>();
    for (Region region : found) {
      if (region.level() == coarsest) {
        answer.add(region);
      }
    }
    return answer;
  }

  private void descend(String names, @Nullable Region within, boolean inFull, Set<Region> found) {
    for (Region region : below(within)) {
      step(region, region.name(), names, inFull, found);
      String brief = inFull ? "" : brief(region, names);
      if (!brief.isEmpty()) {
        step(region, brief, names, false, found);
      }
    }
  }

  private void step(Region region, String name, String names, boolean inFull, Set<Region> found) {
    if (names.equals(name)) {
      found.add(region);
    } else if (names.startsWith(name)) {
      descend(names.substring(name.length()), region, inFull, found);
    }
  }

  private Collection<Region> below(@Nullable Region within) {
    if (within == null) {
      return all();
    }
    List<Region> inside = new ArrayList<>();
    for (Region region : all()) {
      if (within.contains(region)) {
        inside.add(region);
      }
    }
    return inside;
  }

  /** What people call the region for short, where the text begins like it; else empty. */
  private static String brief(Region region, String names) {
    if (region.name().charAt(0) != names.charAt(0)) {
      return "";
    }
    String brief = SUFFIX.matcher(region.name()).replaceFirst("");
    if (brief.length() < 2) {
      brief = region.name().replace("自治区", "");
    }
    return brief.length() >= 2 && brief.length() < region.name().length() ? brief : "";
  }

  /** Writes the tree for choosers: {@code [{"code","name","children":[…]}]}. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartArray();
    int depth = 0;
    for (Region region : all()) {
      int level = region.level().ordinal();
      for (; depth > level; depth--) {
        out.writeEndArray();
        out.writeEndObject();
      }
      out.writeStartObject();
      out.writeStringField("code", region.code());
      out.writeStringField("name", region.name());
      if (region.level() == Region.Level.DISTRICT) {
        out.writeEndObject();
      } else {
        out.writeArrayFieldStart("children");
        depth = level + 1;
      }
    }
    for (; depth > 0; depth--) {
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
