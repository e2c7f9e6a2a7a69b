package dev.dougong.web.startup;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.OrgUnit;
import dev.dougong.engine.access.OrgUnits;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.access.Users.NewUser;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.packages.DataDays;
import dev.dougong.engine.packages.PackageData;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.value.Label;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes people and records of a package by the same ways as anybody else's: users, units and the
 * record write path. Who is there already stays as they are.
 */
@Singleton
public final class PackageLoad implements PackageData {

  private static final int CHUNK = 2_000;
  private static final WriteOptions WHY = WriteOptions.ofDocument("package");

  private final Users users;
  private final OrgUnits units;
  private final Directory directory;
  private final AccessEpoch epoch;
  private final AccessSource access;
  private final Records records;
  private final ObjectMapper json;
  private final CsvMapper csv = new CsvMapper();

  /** Over people and the write path. */
  @Inject
  public PackageLoad(
      Users users,
      OrgUnits units,
      Directory directory,
      AccessEpoch epoch,
      AccessSource access,
      Records records,
      ObjectMapper json) {
    this.users = users;
    this.units = units;
    this.directory = directory;
    this.epoch = epoch;
    this.access = access;
    this.records = records;
    this.json = json;
  }

  @Override
  public void people(String file, String text) {
    List<Map<String, String>> rows = rows("people/" + file + ".csv", text);
    if (file.equals("orgUnits")) {
      orgUnits(rows);
    } else {
      users(rows);
    }
    // Inside the transaction: what follows must know these people.
    epoch.refresh();
  }

  private void orgUnits(List<Map<String, String>> rows) {
    Map<String, UUID> known = new LinkedHashMap<>();
    units.list().forEach(unit -> known.put(unit.key(), unit.id()));
    for (Map<String, String> row : rows) {
      String key = cell(row, "key");
      if (known.containsKey(key)) {
        continue;
      }
      String parent = cell(row, "parent");
      if (!parent.isEmpty() && !known.containsKey(parent)) {
        throw new InputException(
            Problem.at("/people/orgUnits", "access.unknownOrgUnit").with("value", parent));
      }
      Map<String, String> label = new LinkedHashMap<>();
      label.put("zh", cell(row, "labelZh"));
      label.put("en", cell(row, "labelEn"));
      label.values().removeIf(String::isEmpty);
      OrgUnit made =
          units.create(
              key,
              parent.isEmpty() ? null : known.get(parent),
              OrgUnit.Kind.valueOf(cell(row, "kind").toUpperCase(Locale.ROOT)),
              new Label(label));
      known.put(key, made.id());
    }
  }

  private void users(List<Map<String, String>> rows) {
    Map<String, UUID> known = new LinkedHashMap<>();
    units.list().forEach(unit -> known.put(unit.key(), unit.id()));
    for (Map<String, String> row : rows) {
      String username = cell(row, "username");
      if (users.findByUsername(username) == null) {
        User user =
            users.create(
                new NewUser(username, cell(row, "name"), known.get(cell(row, "orgUnit")), "zh"));
        List<String> roles = new ArrayList<>(List.of(cell(row, "roles").split("\\|", -1)));
        // A package gives the roles of its documents, never the built-in one.
        roles.removeIf(role -> role.isEmpty() || role.equals(User.ADMIN));
        users.setRoles(user.id(), roles);
      }
    }
  }

  @Override
  public void records(Metadata metadata, List<DataFile> files, DataDays days) {
    Access all = access.takeover("package", metadata);
    for (DataFile file : files) {
      load(all, metadata.entity(file.entity()), file, days);
    }
  }

  private void load(Access all, Entity entity, DataFile file, DataDays days) {
    String name = "data/" + file.entity() + ".csv";
    CellReader cells = new CellReader(all.metadata(), entity, directory, json, days);
    List<Map<String, String>> rows = rows(name, file.csv());
    Set<String> columns = rows.isEmpty() ? Set.of() : rows.get(0).keySet();
    Set<String> deferred = new HashSet<>(columns);
    deferred.removeIf(column -> !isDeferred(file, column));
    for (int from = 0; from < rows.size(); from += CHUNK) {
      List<Map<String, String>> chunk = rows.subList(from, Math.min(rows.size(), from + CHUNK));
      List<Operation> creates = new ArrayList<>();
      for (Map<String, String> row : chunk) {
        creates.add(new Operation.Create(cells.read(row, key -> !deferred.contains(key))));
      }
      List<EntityRecord> made = records.batch(all, entity.key(), creates, WHY);
      List<Operation> later = new ArrayList<>();
      for (int i = 0; i < chunk.size() && !deferred.isEmpty(); i++) {
        var values = cells.read(chunk.get(i), deferred::contains);
        if (!values.isEmpty()) {
          later.add(new Operation.Patch(made.get(i).id(), null, values));
        }
      }
      if (!later.isEmpty()) {
        records.batch(all, entity.key(), later, WHY);
      }
    }
    Console.note(name + ": " + rows.size());
  }

  private static boolean isDeferred(DataFile file, String column) {
    return file.deferred().stream()
        .anyMatch(key -> key.equals(column) || key.startsWith(column + "."));
  }

  private List<Map<String, String>> rows(String file, String text) {
    CsvSchema schema = CsvSchema.emptySchema().withHeader();
    try (MappingIterator<Map<String, String>> rows =
        csv.readerForMapOf(String.class).with(schema).readValues(text)) {
      return rows.readAll();
    } catch (IOException e) {
      throw new InputException(
          Problem.of("malformed").with("detail", file + ": " + Objects.toString(e.getMessage())));
    }
  }

  private static String cell(Map<String, String> row, String column) {
    @Nullable String value = row.get(column);
    return value == null ? "" : value;
  }
}
