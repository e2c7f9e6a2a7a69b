package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.People;
import dev.dougong.workflow.event.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What customers do is told by other programs, makes a score, and the keen ones are called. */
class PhoneStoreBehaviourTest extends PhoneStore {

  private Events.Event event(String id, String event, String values) {
    ObjectNode subject = Desk.json("{'phone':'13800000002'}");
    return new Events.Event(id, event, subject, desk.clock.instant(), Desk.json(values));
  }

  private void tell(List<Events.Event> events) {
    var unused = new RecordEvents(desk.node.records).take(desk.admin(), "behaviour", events);
    run();
  }

  private String value(UUID customer, String field) {
    return String.valueOf(desk.value("customer", customer, field));
  }

  @Test
  void aKeenCustomerIsCalledTheSameDay() {
    UUID customer = customer("");
    List<Events.Event> events = new ArrayList<>();
    events.add(event("e1", "quoteOpened", "{'what':'报价单 1'}"));
    events.add(event("e2", "quoteOpened", "{'what':'报价单 1'}"));
    events.add(event("e3", "pageViewed", "{'what':'新机','seconds':150}"));
    events.add(event("e4", "pageViewed", "{'what':'新机','seconds':5}"));
    tell(events);
    assertThat(value(customer, "quoteOpens")).isEqualTo("2");
    assertThat(value(customer, "viewSeconds")).isEqualTo("155");
    assertThat(value(customer, "intentScore")).isEqualTo("39");
    assertThat(titles(People.CLERK)).noneMatch(title -> title.contains("高意向"));
    // told again, it counts once
    tell(events);
    assertThat(value(customer, "intentScore")).isEqualTo("39");
    tell(List.of(event("e5", "enquiry", "{'what':'有现货吗'}"), event("e6", "activityJoined", "{}")));
    assertThat(value(customer, "intentScore")).isEqualTo("69");
    assertThat(titles(People.CLERK)).contains("高意向客户请优先联系:李四(意向分 69)");
    List<Events.Event> many = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      many.add(event("m" + i, "quoteOpened", "{}"));
    }
    tell(many);
    assertThat(value(customer, "intentScore")).isEqualTo("100");
    assertThat(runs("keenCall")).hasSize(1);
    after(Duration.ofDays(32));
    tell(List.of(event("late", "pageViewed", "{'seconds':40}")));
    assertThat(runs("keenCall")).hasSize(2);
  }
}
