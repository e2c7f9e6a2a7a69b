package dev.dougong.web.interference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** People who listen to both products while the first one's secrets change. */
final class Listeners implements AutoCloseable {

  private static final String ALL = "deal,part,vault,bell";
  private static final String BELL = "bell";

  private final Worlds worlds;
  private final Map<String, List<LiveEar>> ears;
  private int rings;

  private Listeners(Worlds worlds, Map<String, List<LiveEar>> ears) {
    this.worlds = worlds;
    this.ears = ears;
  }

  static Listeners open(Worlds worlds, List<String> roles) {
    Map<String, List<LiveEar>> ears = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(roles);
    all.add(World.ADMIN);
    for (String role : all) {
      ears.put(role, List.of(worlds.first().listen(role, ALL), worlds.other().listen(role, ALL)));
    }
    return new Listeners(worlds, ears);
  }

  /** What each heard in one product and not in the other; empty where it is the same. */
  Map<String, String> changeOf(String field) {
    Scene scene = worlds.scene();
    String deal = scene.ids().getOrDefault("deal0", "");
    String hidden = scene.ids().getOrDefault("deal4", "");
    boolean isOdd = rings % 2 == 1;
    FieldSample sample = scene.samples().get(field);
    if (sample != null && sample.hasValue()) {
      String value = isOdd ? sample.first() : sample.other();
      String values = "{\"" + field + "\":" + value + "}";
      boolean isSecret = field.equals(sample.secretKey());
      Filling.patch(worlds.first(), "deal", isSecret ? deal : hidden, values, scene.ids());
    }
    rings++;
    for (World world : List.of(worlds.first(), worlds.other())) {
      Filling.patch(
          world,
          BELL,
          scene.ids().getOrDefault("bell1", ""),
          "{\"name\":\"ring " + rings + "\"}",
          scene.ids());
    }
    Map<String, String> told = new LinkedHashMap<>();
    ears.forEach(
        (role, pair) -> {
          Set<String> first = pair.get(0).until(BELL);
          Set<String> other = pair.get(1).until(BELL);
          told.put(role, first.equals(other) ? "" : first + " and " + other);
        });
    return told;
  }

  @Override
  public void close() {
    ears.values().forEach(pair -> pair.forEach(LiveEar::close));
  }
}
