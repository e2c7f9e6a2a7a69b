package dev.dougong.engine.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.duplicate.Duplicates.Found;
import dev.dougong.engine.duplicate.Duplicates.Query;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.sql.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long the finder takes on a million people; prints what it measured. */
@Tag("full")
class MillionPeopleTest {

  private static final int MANY = Integer.getInteger("dougong.people", 1_000_000);

  private final People people = new People();

  @Test
  void answersAPageInSeconds() {
    fill();
    for (String rule : List.of("samePhone", "nameAndBirthday")) {
      List<Long> times = new ArrayList<>();
      int groups = 0;
      @Nullable String after = null;
      do {
        long began = System.nanoTime();
        Found found =
            people.duplicates.find(people.everything(), new Query("person", rule, 20, after));
        times.add((System.nanoTime() - began) / 1_000_000);
        groups += found.groups().size();
        after = found.next();
      } while (after != null && times.size() < 20);
      long first = times.get(0);
      Collections.sort(times);
      System.out.printf(
          "%s: %d people, first page %d ms, median %d ms, slowest %d ms, %d pages, %d groups%n",
          rule,
          MANY,
          first,
          times.get(times.size() / 2),
          times.get(times.size() - 1),
          times.size(),
          groups);
      assertThat(groups).isPositive();
      assertThat(times.get(times.size() - 1)).isLessThan(10_000);
    }
  }

  /** One of a thousand has the phone of another; birthdays in 60 years; 400,000 names. */
  private void fill() {
    Entity entity = people.metadata.metadata().entity("person");
    people
        .metadata
        .jdbc()
        .update(
            Sql.of("insert into ")
                .add(people.metadata.metadata().workspace().schema(), entity.table())
                .add(" (id, version, created_at, updated_at, data, ")
                .add(field(entity, "name").column())
                .add(", ")
                .add(field(entity, "phone").column())
                .add(", ")
                .add(field(entity, "birthday").column())
                .add(") select gen_random_uuid(), 1, now(), now(), '{}', ")
                .add("chr(20000 + i % 400) || chr(20500 + (i * 7) % 1000) || chr(22000 + i % 977)")
                .add(", '+861' || (3000000000 + i - (case when i % 1000 = 0 then 1 else 0 end))")
                .add(
                    ", date '1950-01-01' + (i::bigint * 7919 % 21900)::int from generate_series(1, ")
                .number(MANY)
                .add(") i"));
    people
        .metadata
        .jdbc()
        .update(
            Sql.of("analyze ")
                .add(people.metadata.metadata().workspace().schema(), entity.table()));
  }

  private static Field field(Entity entity, String key) {
    return Objects.requireNonNull(entity.field(key), key);
  }
}
