package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.workflow.People;
import dev.dougong.workflow.Rights;
import dev.dougong.workflow.pool.Pools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Records without an owner are claimed by one person each, within limits, and come back. */
class PoolsTest {

  private static final int CLERKS = 50;
  private static final String BACK =
      """
      {"key":"back","label":{"zh":"7天未跟进退回公海"},
       "trigger":{"type":"idle","entity":"lead","since":"followedAt","after":"P7D","when":"!(owner == null)"},
       "nodes":[{"id":"release","type":"update","values":{"owner":"null"}}]}
      """;

  private final Desk desk = Desk.empty();

  private void open(String more) {
    desk.publishAll(BACK);
    Document.Name name =
        desk.workspace.draft(
            "pool",
            ("{'key':'leads','entity':'lead','filter':'!(stage == \\'won\\')','claimedAt':'followedAt'"
                    + more
                    + "}")
                .replace("\\'", "\\\"")
                .replace('\'', '"'));
    var unused = desk.workspace.publishing.publish(List.of(name), PublishOptions.by(null));
  }

  private UUID lead() {
    return desk.create("{'name':'张三','stage':'new','owner':null}").id();
  }

  private void claim(UUID user, UUID record) {
    desk.node.pools.claim(desk.as(user), "leads", record);
  }

  private List<String> refusal(UUID user, UUID record) {
    return Desk.problems(() -> claim(user, record));
  }

  private static UUID clerk(int number) {
    return new UUID(0x0191_0000_0000_7000L, number);
  }

  @Asvs({"2.3.4", "15.4.2"})
  @Test
  void isWonByOneOfFiftyClerksAndTheOthersAreTold() throws Exception {
    open("");
    ExecutorService clerks = Executors.newFixedThreadPool(CLERKS);
    try {
      for (int round = 0; round < 3; round++) {
        UUID lead = lead();
        List<Callable<String>> claims = new ArrayList<>();
        for (int i = 0; i < CLERKS; i++) {
          UUID clerk = clerk(i);
          claims.add(
              () -> {
                try {
                  desk.node.pools.claim(
                      Rights.ofClerk(desk.workspace.metadata(), clerk, desk.clock.instant()),
                      "leads",
                      lead);
                  return clerk.toString();
                } catch (ProblemException e) {
                  return e.problems().get(0).code();
                }
              });
        }
        List<String> answers = new ArrayList<>();
        for (Future<String> one : clerks.invokeAll(claims)) {
          answers.add(one.get());
        }
        assertThat(answers).filteredOn(one -> one.equals("pool.taken")).hasSize(CLERKS - 1);
        String winner =
            answers.stream().filter(one -> !one.startsWith("pool.")).findFirst().orElseThrow();
        assertThat(desk.value(lead, "owner")).hasToString(winner);
        assertThat(desk.node.pools.events(desk.admin(), "lead", lead)).hasSize(1);
      }
    } finally {
      clerks.shutdown();
    }
  }

  @Test
  void comesBackByItselfAndSaysWhy() {
    open("");
    UUID lead = lead();
    claim(People.CLERK, lead);
    desk.clock.advance(Duration.ofDays(7).minusSeconds(1));
    desk.node.jobs.runDue();
    assertThat(desk.value(lead, "owner")).isEqualTo(People.CLERK);
    desk.clock.advance(Duration.ofSeconds(1));
    desk.node.jobs.runDue();
    assertThat(desk.value(lead, "owner")).isNull();

    Pools.Event event = desk.node.pools.events(desk.as(People.OTHER), "lead", lead).get(0);
    assertThat(event.deed()).isEqualTo(Pools.Deed.WENT_BACK);
    assertThat(event.actorName()).isNull();
    assertThat(String.valueOf(event.workflow())).contains("7天未跟进退回公海");
    claim(People.OTHER, lead);
    assertThat(desk.value(lead, "owner")).isEqualTo(People.OTHER);
  }

  @Test
  void keepsItsLastOwnerAwayForAWhile() {
    open(",'cooldown':'P3D'");
    UUID lead = lead();
    claim(People.CLERK, lead);
    desk.node.pools.giveBack(desk.as(People.CLERK), "leads", lead);
    assertThat(refusal(People.CLERK, lead)).containsExactly("pool.cooling@");
    assertThatThrownBy(() -> claim(People.CLERK, lead))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problems().get(0).arguments())
                    .containsEntry("at", "2026-03-04 04:00"));
    desk.clock.advance(Duration.ofDays(3));
    claim(People.CLERK, lead);
    assertThat(refusal(People.CLERK, lead)).containsExactly("pool.isYours@");
    assertThat(refusal(People.OTHER, lead)).containsExactly("pool.taken@");
  }

  @Asvs("2.3.2")
  @Test
  void givesOnePersonNoMoreThanTheLimits() {
    open(",'perDay':2,'most':3");
    claim(People.CLERK, lead());
    claim(People.CLERK, lead());
    UUID third = lead();
    assertThat(refusal(People.CLERK, third)).containsExactly("pool.dailyLimit@");
    assertThat(desk.value(third, "owner")).isNull();
    claim(People.OTHER, third);
    desk.clock.advance(Duration.ofDays(1));
    claim(People.CLERK, lead());
    UUID last = lead();
    assertThat(refusal(People.CLERK, last)).containsExactly("pool.tooMany@");
    assertThat(desk.node.pools.list(desk.as(People.CLERK)).get(0).claimedToday()).isOne();
  }

  @Asvs("2.3.2")
  @Test
  void holdsItsLimitsForEveryWriteThatMakesOneTheOwner() {
    open(",'perDay':1");
    UUID first = lead();
    desk.patch(first, "{'owner':'" + People.CLERK + "'}");
    UUID second = lead();
    assertThat(Desk.problems(() -> desk.patch(second, "{'owner':'" + People.CLERK + "'}")))
        .containsExactly("pool.dailyLimit@");
    desk.patch(second, "{'owner':'" + People.OTHER + "'}");
    assertThat(desk.node.pools.events(desk.admin(), "lead", second).get(0).deed())
        .isEqualTo(Pools.Deed.ASSIGNED);
  }

  @Test
  void twoClaimsOfOnePersonAtOnceStayBelowTheLimit() throws Exception {
    open(",'perDay':3");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> claims = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        UUID lead = lead();
        claims.add(() -> refusal(People.CLERK, lead).isEmpty());
      }
      int won = 0;
      for (Future<Boolean> one : threads.invokeAll(claims)) {
        won += one.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(3);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void givesNothingThatIsNotInThePool() {
    open("");
    UUID won = desk.create("{'name':'李四','stage':'won','owner':null}").id();
    assertThat(refusal(People.CLERK, won)).containsExactly("pool.notOpen@");
    assertThat(refusal(People.CLERK, new UUID(1, 1))).containsExactly("notFound@");
    UUID lead = lead();
    claim(People.OTHER, lead);
    assertThat(Desk.problems(() -> desk.node.pools.giveBack(desk.as(People.CLERK), "leads", lead)))
        .containsExactly("pool.notYours@");
  }
}
