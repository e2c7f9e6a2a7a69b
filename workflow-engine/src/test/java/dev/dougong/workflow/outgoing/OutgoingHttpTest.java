package dev.dougong.workflow.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.workflow.message.Gateway;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls go to the address that was checked, and to no other; they end in time and size. */
class OutgoingHttpTest {

  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private final Gateway gateway = new Gateway();
  private final List<String> looked = new ArrayList<>();

  @AfterEach
  void stop() {
    gateway.close();
  }

  private OutgoingHttp http(String... listed) {
    return new OutgoingHttp(
        new OutgoingHosts(
            List.of(listed),
            name -> {
              looked.add(name);
              // public for the check, inside for whoever looks a second time
              String number = looked.size() == 1 ? "93.184.216.34" : "127.0.0.1";
              return new InetAddress[] {InetAddress.getByName(number)};
            }),
        DEADLINE);
  }

  private static OutgoingCall call(String address) {
    return OutgoingCall.post(OutgoingAddress.parse(address), "text/plain", "hello");
  }

  private static OutgoingException fault(OutgoingHttp http, String address) {
    return catchThrowableOfType(OutgoingException.class, () -> http.send(call(address)));
  }

  @Test
  void callsAListedHost() {
    gateway.answers(201, "你好");
    try (OutgoingHttp http = http(gateway.place())) {
      OutgoingCall.Answer answer =
          http.send(call(gateway.address() + "/a?b=c").header("X-One", "1"));
      assertThat(answer).isEqualTo(new OutgoingCall.Answer(201, "你好"));
    }
    Gateway.Request request = gateway.only();
    assertThat(request.path() + "?" + request.query()).isEqualTo("/a?b=c");
    assertThat(request.headers())
        .containsEntry("x-one", "1")
        .containsEntry("host", gateway.place())
        .containsEntry("content-type", "text/plain");
    assertThat(request.body()).isEqualTo("hello");
    assertThat(looked).isEmpty();
  }

  @Test
  void callsByOtherMethodsAndGivesUpSoonerWhereItIsTold() {
    gateway.answers(204, "");
    OutgoingAddress address = OutgoingAddress.parse(gateway.address() + "/base?key=1");
    try (OutgoingHttp http = http(gateway.place())) {
      for (String method : List.of("GET", "PUT", "PATCH", "DELETE")) {
        String body = method.startsWith("P") ? "{}" : "";
        OutgoingAddress below = address.below("/x/%E4%B8%AD", "a=b");
        http.send(
            OutgoingCall.of(
                OutgoingCall.Method.valueOf(method),
                below,
                body.isEmpty() ? "" : "application/json",
                body));
      }
      assertThat(gateway.requests)
          .extracting(Gateway.Request::method)
          .containsExactly("GET", "PUT", "PATCH", "DELETE");
      assertThat(gateway.requests)
          .allMatch(one -> one.path().equals("/base/x/%E4%B8%AD"))
          .allMatch(one -> one.query().equals("key=1&a=b"));
      assertThat(gateway.requests.get(1).body()).isEqualTo("{}");
      gateway.answers(
          request -> {
            java.util.concurrent.locks.LockSupport.parkNanos(DEADLINE.toNanos());
            return new Gateway.Reply(200, "", java.util.Map.of());
          });
      long begin = System.nanoTime();
      OutgoingCall slow =
          OutgoingCall.of(OutgoingCall.Method.GET, address, "", "")
              .within(java.time.Duration.ofMillis(100));
      assertThat(
              catchThrowableOfType(OutgoingException.class, () -> http.send(slow)).problem().code())
          .isEqualTo("outgoing.tooSlow");
      assertThat(System.nanoTime() - begin).isLessThan(DEADLINE.toNanos());
    }
  }

  private static String refusal(Supplier<OutgoingAddress> call) {
    try {
      return call.get().path();
    } catch (InputException e) {
      return e.problems().get(0).code();
    }
  }

  @Asvs({"1.3.6", "13.2.4"})
  @Test
  void leadsNowhereAboveItsAddress() {
    OutgoingAddress address = OutgoingAddress.parse("https://example.com/base/");
    assertThat(address.below("/a/b.c", "").path()).isEqualTo("/base/a/b.c");
    for (String path :
        List.of(
            "",
            "a",
            "//a",
            "/a//b",
            "/..",
            "/../a",
            "/a/./b",
            "/%2e%2e/a",
            "/a%2fb",
            "/a%5Cb",
            "/a?b",
            "/a#b",
            "/a b",
            "/a\\b",
            "/a\nb",
            "/%zz",
            "/" + "a".repeat(2_001))) {
      assertThat(refusal(() -> address.below(path, ""))).as(path).isEqualTo("outgoing.badPath");
    }
    for (String query : List.of("a=b#c", "a=b c", "a=%zz", "a\nb")) {
      assertThat(refusal(() -> address.below("/a", query))).as(query).isEqualTo("outgoing.badPath");
    }
  }

  @Asvs("15.3.2")
  @Test
  void doesNotFollowARedirectToTheInside() {
    for (int status : List.of(301, 302, 303, 307, 308)) {
      gateway.answers(
          request ->
              new Gateway.Reply(status, "", Map.of("Location", gateway.address() + "/secret")));
      try (OutgoingHttp http = http(gateway.place())) {
        assertThat(http.send(call(gateway.address() + "/")).status()).isEqualTo(status);
      }
    }
    assertThat(gateway.requests).hasSize(5).allMatch(request -> request.path().equals("/"));
  }

  @Asvs("1.3.6")
  @Test
  void looksANameUpOnceAndCallsWhatItFound() {
    looked.add("before");
    String port = gateway.place().substring(gateway.place().indexOf(':'));
    try (OutgoingHttp http = http("rebind.example.org" + port)) {
      assertThat(http.send(call("http://rebind.example.org" + port + "/")).status()).isEqualTo(200);
    }
    assertThat(looked).containsExactly("before", "rebind.example.org");
    assertThat(gateway.only().headers()).containsEntry("host", "rebind.example.org" + port);
  }

  @Asvs("1.3.6")
  @Test
  void refusesANameThatLeadsInsideAtTheCall() {
    looked.add("before");
    try (OutgoingHttp http = http()) {
      OutgoingException fault = fault(http, "https://inside.example.org/");
      assertThat(fault.problem().code()).isEqualTo("outgoing.inside");
      assertThat(fault.isPassing()).isFalse();
    }
  }

  @Asvs("15.2.2")
  @Test
  void endsACallThatDripsAndOneThatIsTooLong() throws Exception {
    gateway.answers(200, "x".repeat(70_000));
    try (OutgoingHttp http = http(gateway.place())) {
      assertThat(fault(http, gateway.address() + "/").problem().code())
          .isEqualTo("outgoing.tooLong");
    }
    try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread drip = new Thread(() -> drip(slow));
      drip.setDaemon(true);
      drip.start();
      String place = "127.0.0.1:" + slow.getLocalPort();
      long start = System.nanoTime();
      try (OutgoingHttp http = http(place)) {
        assertThat(fault(http, "http://" + place + "/").problem().code())
            .isEqualTo("outgoing.tooSlow");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.multipliedBy(3));
    }
  }

  /** A byte now and then, so that no pause is long. */
  private static void drip(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n".getBytes());
      for (int i = 0; i < 5_000; i++) {
        socket.getOutputStream().write('x');
        socket.getOutputStream().flush();
        socket.setSoTimeout(100);
        try {
          if (socket.getInputStream().read() < 0) {
            return;
          }
        } catch (java.net.SocketTimeoutException e) {
          continue;
        }
      }
    } catch (java.io.IOException e) {
      return;
    }
  }

  @Asvs("16.5.2")
  @Test
  void tellsThatNobodyIsThere() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    String place = "127.0.0.1:" + port;
    try (OutgoingHttp http = http(place)) {
      OutgoingException fault = fault(http, "http://" + place + "/hook?key=s3cret");
      assertThat(fault.problem().code()).isEqualTo("outgoing.unreachable");
      assertThat(fault.isPassing()).isTrue();
      assertThat(fault).hasMessageNotContaining("s3cret");
    }
  }
}
