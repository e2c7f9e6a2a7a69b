package dev.dougong.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.web.DatabaseResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another node is stood for by statements of its own; nobody asks here, so only notices count. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestProfile(NodeNoticesIT.WithoutAsking.class)
class NodeNoticesIT {

  /** Asks once a day. */
  public static final class WithoutAsking implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("dougong.nodes.period", "1D");
    }
  }

  @Inject DataSource source;
  @Inject AccessEpoch epoch;

  @Test
  @Timeout(30)
  void changeOfAnotherNodeIsHeardAtOnce() throws SQLException {
    long before = epoch.current();
    execute("update ws_main.access_epoch set value = value + 1000");
    awaitAtLeast(before + 1000);
  }

  @Test
  @Timeout(60)
  void lostConnectionIsMadeAgainAndNothingIsMissed() throws SQLException {
    long before = epoch.current();
    execute("select pg_terminate_backend(pid) from pg_stat_activity where query like 'LISTEN%'");
    execute("update ws_main.access_epoch set value = value + 1000");
    awaitAtLeast(before + 1000);
    execute("update ws_main.access_epoch set value = value + 1000");
    awaitAtLeast(before + 2000);
  }

  private void awaitAtLeast(long value) {
    while (epoch.current() < value) {
      Thread.onSpinWait();
    }
    assertThat(epoch.current()).isGreaterThanOrEqualTo(value);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void addressHasNothingThatOnlyTheDriverUnderstands() {
    assertThat(NodeNotices.address("jdbc:postgresql://db:5433/shop?ApplicationName=x"))
        .isEqualTo("postgresql://db:5433/shop");
    assertThat(NodeNotices.address("jdbc:postgresql://db/shop?sslmode=require&prepareThreshold=3"))
        .isEqualTo("postgresql://db/shop?sslmode=require");
    assertThat(NodeNotices.address("postgresql://db/shop")).isEqualTo("postgresql://db/shop");
  }
}
