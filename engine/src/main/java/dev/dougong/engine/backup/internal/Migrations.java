package dev.dougong.engine.backup.internal;

import dev.dougong.engine.backup.BackupManifest.Migration;
import dev.dougong.engine.sql.SqlName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;
import org.jspecify.annotations.Nullable;

/** The platform's own tables, by exactly the migrations of a backup, and then by all. */
final class Migrations {

  private static final String FOLDER = "db/workspace";
  private static final Pattern SCRIPT = Pattern.compile("V[0-9]+(_[0-9]+)*__[A-Za-z0-9_]+\\.sql");

  private final DataSource source;
  private final ClassLoader classes =
      Objects.requireNonNull(Migrations.class.getClassLoader(), "class loader");

  Migrations(DataSource source) {
    this.source = source;
  }

  /** Makes the schema with the tables as they were when these migrations had run. */
  void run(SqlName schema, List<Migration> only) {
    List<LoadableResource> scripts = new ArrayList<>();
    for (Migration migration : only) {
      String script = migration.script();
      if (!SCRIPT.matcher(script).matches() || classes.getResource(FOLDER + "/" + script) == null) {
        throw BackupFaults.newer(script);
      }
      scripts.add(
          new ClassPathResource(
              Location.fromPath("classpath:", FOLDER),
              FOLDER + "/" + script,
              classes,
              StandardCharsets.UTF_8));
    }
    Flyway flyway =
        new Flyway(of(schema).resourceProvider(new Scripts(scripts)).failOnMissingLocations(false));
    compare(flyway, only);
    flyway.migrate();
  }

  /** Runs what has come since. */
  void finish(SqlName schema) {
    new Flyway(of(schema).locations("classpath:" + FOLDER).outOfOrder(true)).migrate();
  }

  private FluentConfiguration of(SqlName schema) {
    return Flyway.configure(classes)
        .dataSource(source)
        .schemas(schema.text())
        .defaultSchema(schema.text())
        .createSchemas(true);
  }

  private static void compare(Flyway flyway, List<Migration> only) {
    Map<String, @Nullable Integer> wanted = new HashMap<>();
    only.forEach(one -> wanted.put(one.script(), one.checksum()));
    for (MigrationInfo known : flyway.info().all()) {
      String script = new Migration(known.getScript(), null).script();
      if (wanted.containsKey(script)
          && !Objects.equals(wanted.get(script), known.getResolvedChecksum())) {
        throw BackupFaults.otherMigration(script);
      }
    }
  }

  /** Only these scripts are there. */
  private record Scripts(List<LoadableResource> all) implements ResourceProvider {

    @Override
    public @Nullable LoadableResource getResource(String name) {
      return all.stream()
          .filter(one -> one.getRelativePath().equals(name) || one.getFilename().equals(name))
          .findFirst()
          .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return all.stream()
          .filter(
              one ->
                  one.getFilename().startsWith(prefix)
                      && List.of(suffixes).stream().anyMatch(one.getFilename()::endsWith))
          .toList();
    }
  }
}
