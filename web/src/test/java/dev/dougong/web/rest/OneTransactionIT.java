package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.access.Users.NewUser;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class OneTransactionIT {

  @Inject Transactions transactions;
  @Inject Users users;
  @Inject Records records;
  @Inject AccessSource access;

  @Asvs("2.3.3")
  @Test
  void rollbackUndoesRecordsAndPlatformTablesTogether() {
    Shop.open();
    assertThatThrownBy(() -> transactions.required(this::writeBothThenFail))
        .hasMessage("after both writes");
    assertThat(users.findByUsername("undone")).isNull();
    List<String> names =
        Api.admin()
            .queryParam("filter", "phone == \"13900000000\"")
            .get("/api/data/customer")
            .path("items.name");
    assertThat(names).isEmpty();
  }

  private Object writeBothThenFail() {
    users.create(new NewUser("undone", "undone", null, "zh"));
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.put("name", "undone").put("phone", "13900000000");
    records.create(access.system("test"), "customer", values, WriteOptions.API);
    assertThat(users.findByUsername("undone")).isNotNull();
    throw new IllegalStateException("after both writes");
  }
}
