package dev.dougong.web.interference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Two products on copies of one database. In both the administrator has written as often and to the
 * same records, but other values; the second has hidden records more. Moments of these writes are
 * the only thing that is made equal afterwards.
 */
final class Worlds implements AutoCloseable {

  private static final Path HOME = Path.of("target", "interference-home");
  private static final Path COPY = Path.of("target", "interference-copy");

  /** Fields by which a record would become visible, or by which it would be another one. */
  private static final Set<String> KEPT = Set.of("choiceOpen", "booleanOpen", "referenceOpen");

  private final World first;
  private final World other;
  private final Scene scene;

  private Worlds(World first, World other, Scene scene) {
    this.first = first;
    this.other = other;
    this.scene = scene;
  }

  World first() {
    return first;
  }

  World other() {
    return other;
  }

  Scene scene() {
    return scene;
  }

  static Worlds open() {
    Filling filling;
    Map<String, List<String>> fields;
    Map<String, String> widgets;
    try (World world = World.fresh(HOME)) {
      filling = new Filling(world);
      filling.fill();
      fields = filling.fields();
      widgets = filling.reports(fields);
    }
    copy(HOME, COPY);
    Map<String, FieldSample> samples = new LinkedHashMap<>();
    for (FieldSample sample : FieldSample.all()) {
      samples.put(sample.openKey(), sample);
      samples.put(sample.secretKey(), sample);
    }
    World first = World.resumed(HOME);
    World other = World.resumed(COPY);
    Instant copied =
        Instant.parse(
            first
                .read(World.ADMIN, Ask.get("/api/data/bell/" + filling.ids().get("bell0")))
                .path("updatedAt")
                .asText());
    differ(first, filling, FieldSample::first, "first");
    differ(other, filling, FieldSample::other, "other");
    Map<String, List<String>> hidden = new LinkedHashMap<>();
    filling.hidden().forEach((entity, ids) -> hidden.put(entity, new ArrayList<>(ids)));
    more(other, filling)
        .forEach((entity, id) -> hidden.computeIfAbsent(entity, key -> new ArrayList<>()).add(id));
    Instant moment = copied.plusMillis(1);
    for (World world : List.of(first, other)) {
      sameMoments(world, copied, moment);
    }
    Scene scene =
        new Scene(
            fields,
            filling.visible(),
            hidden,
            widgets,
            samples,
            filling.ids(),
            copied.minusMillis(1),
            moment.plusMillis(1));
    return new Worlds(first, other, scene);
  }

  /** Writes what no role may see. */
  private static void differ(
      World world, Filling filling, Function<FieldSample, String> value, String name) {
    Map<String, String> ids = filling.ids();
    ObjectNode secrets = Filling.json().createObjectNode();
    ObjectNode all = Filling.json().createObjectNode();
    for (FieldSample sample : FieldSample.all()) {
      if (sample.hasValue()) {
        JsonNode said = World.tree(FieldSample.with(value.apply(sample), ids));
        secrets.set(sample.secretKey(), said);
        all.set(sample.secretKey(), said);
        if (!KEPT.contains(sample.openKey())) {
          all.set(sample.openKey(), said);
        }
      }
    }
    all.put("name", "hidden " + name);
    for (String deal : filling.visible().getOrDefault("deal", List.of())) {
      Filling.patch(world, "deal", deal, secrets.toString(), ids);
    }
    for (String deal : filling.hidden().getOrDefault("deal", List.of())) {
      Filling.patch(world, "deal", deal, all.toString(), ids);
    }
    int amount = name.equals("first") ? 11 : 22;
    String secret = "{\"textSecret\":\"s%s\",\"amountSecret\":%d".formatted(name, amount);
    for (String part : filling.visible().getOrDefault("part", List.of())) {
      Filling.patch(world, "part", part, secret + "}", ids);
    }
    String whole = secret + ",\"name\":\"hidden %s\"".formatted(name);
    for (String part : filling.hidden().getOrDefault("part", List.of())) {
      Filling.patch(world, "part", part, whole + ",\"amountOpen\":" + amount + "}", ids);
    }
    for (String vault : filling.hidden().getOrDefault("vault", List.of())) {
      Filling.patch(world, "vault", vault, whole + "}", ids);
    }
  }

  /** Hidden records that only one of the databases has; the last that is written. */
  private static Map<String, String> more(World world, Filling filling) {
    String south =
        ",\"orgUnit\":\"{south}\",\"owner\":\"{admin}\",\"choiceOpen\":\"z\",\"booleanOpen\":false";
    Map<String, String> more = new LinkedHashMap<>();
    Map<String, String> values = new LinkedHashMap<>();
    values.put(
        "deal",
        "{\"name\":\"hidden more\",\"code\":\"{oneSided}\",\"referenceOpen\":\"{part1}\",\"textOpen\":\"more\""
            + south
            + "}");
    values.put(
        "part", "{\"name\":\"hidden more\",\"amountOpen\":5,\"deal\":\"{deal0}\"" + south + "}");
    values.put("vault", "{\"name\":\"hidden more\"}");
    values.forEach(
        (entity, said) -> {
          String body =
              FieldSample.with(said, filling.ids()).replace("{oneSided}", Scene.ONE_SIDED_CODE);
          String id =
              world.read(World.ADMIN, Ask.post("/api/data/" + entity, body)).path("id").asText();
          more.put(entity, id);
          JsonNode unused =
              world.read(
                  World.ADMIN,
                  Ask.post(
                      "/api/data/" + entity + "/" + id + "/comments", "{\"text\":\"hidden\"}"));
        });
    return more;
  }

  private static void sameMoments(World world, Instant after, Instant moment) {
    world.execute(
        """
        do $$ declare name text; begin
          for name in select c.table_name from information_schema.columns c
              where c.table_schema = 'ws_main' and c.column_name = 'updated_at'
                and exists (select 1 from information_schema.columns d
                  where d.table_schema = c.table_schema and d.table_name = c.table_name
                    and d.column_name = 'deleted_at') loop
            execute format('update ws_main.%%I set updated_at = %%L where updated_at > %%L', name, '%2$s', '%1$s');
          end loop;
          update ws_main.change set at = '%2$s' where at > '%1$s';
        end $$
        """
            .formatted(after, moment));
  }

  private static void copy(Path from, Path to) {
    try {
      dev.dougong.web.TestDatabase.delete(to);
      try (Stream<Path> all = Files.walk(from)) {
        for (Path path : all.toList()) {
          Path target = to.resolve(from.relativize(path));
          Files.copy(path, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every question that the metadata gives, for all roles. */
  List<Probe> probes(java.util.Collection<String> roles) {
    List<Probe> probes = new ArrayList<>();
    for (String role : roles.stream().sorted().toList()) {
      for (String entity : scene.fields().keySet()) {
        new RecordProbes(scene, role, probes::add).of(entity);
        new ReportProbes(scene, role, probes::add).of(entity);
        new WriteProbes(scene, role, probes::add).of(entity);
      }
    }
    return probes;
  }

  /**
   * So many of each surface, in another order for each seed.
   *
   * @param imports of those, which take longer
   */
  List<Probe> some(java.util.Collection<String> roles, long seed, int each, int imports) {
    Map<Surface, List<Probe>> bySurface = new EnumMap<>(Surface.class);
    for (Probe probe : probes(roles)) {
      bySurface.computeIfAbsent(probe.surface(), key -> new ArrayList<>()).add(probe);
    }
    Random random = new Random(seed);
    List<Probe> some = new ArrayList<>();
    bySurface.forEach(
        (surface, all) -> {
          Collections.shuffle(all, random);
          int most = surface == Surface.IMPORT ? imports : each;
          some.addAll(all.subList(0, Math.min(most, all.size())));
        });
    int all = bySurface.values().stream().mapToInt(List::size).sum();
    System.out.println("seed " + seed + ": " + some.size() + " of " + all + " questions");
    return some;
  }

  /** Fields of a deal whose values somebody can change. */
  List<String> fieldsToChange() {
    return scene.samples().entrySet().stream()
        .filter(one -> one.getValue().hasValue() && !KEPT.contains(one.getKey()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    first.close();
    other.close();
  }
}
