package dev.dougong.workflow.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.testkit.Asvs;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing inside is called, however its address is written. */
class OutgoingHostsTest {

  /** Refused when a document is saved, without any look-up. */
  private static final List<String> REFUSED =
      List.of(
          // loopback, private, link-local, shared, reserved
          "https://127.0.0.1/",
          "https://127.0.0.1:8443/x",
          "https://127.255.255.254/",
          "https://0.0.0.0/",
          "https://0.1.2.3/",
          "https://10.0.0.1/",
          "https://10.255.255.255/",
          "https://172.16.0.1/",
          "https://172.31.255.254/",
          "https://192.168.0.1/",
          "https://169.254.169.254/latest/meta-data/",
          "https://169.254.0.23/",
          "https://100.64.0.1/",
          "https://100.100.100.200/",
          "https://100.127.255.255/",
          "https://168.63.129.16/",
          "https://192.0.0.192/",
          "https://192.0.2.1/",
          "https://198.18.0.1/",
          "https://198.51.100.7/",
          "https://203.0.113.9/",
          "https://192.88.99.1/",
          "https://224.0.0.1/",
          "https://239.255.255.250/",
          "https://240.0.0.1/",
          "https://255.255.255.255/",
          // other spellings of numbers
          "https://2130706433/",
          "https://0x7f000001/",
          "https://0x7f.0.0.1/",
          "https://0x7f.1/",
          "https://017700000001/",
          "https://0177.0.0.1/",
          "https://0177.1/",
          "https://127.1/",
          "https://127.0.1/",
          "https://127.000.000.001/",
          "https://127.0.0.01/",
          "https://10.1/",
          "https://3232235521/",
          "https://1.2.3.256/",
          "https://8.8.8.8.8/",
          "https://1/",
          "https://0/",
          "https://0x/",
          "https://127.0.0.1./",
          // IPv6
          "https://[::1]/",
          "https://[::]/",
          "https://[0:0:0:0:0:0:0:1]/",
          "https://[::ffff:127.0.0.1]/",
          "https://[::ffff:7f00:1]/",
          "https://[0:0:0:0:0:ffff:10.0.0.1]/",
          "https://[::127.0.0.1]/",
          "https://[64:ff9b::7f00:1]/",
          "https://[64:ff9b:1::1]/",
          "https://[fe80::1]/",
          "https://[fe80::1%25eth0]/",
          "https://[fe80::1%eth0]/",
          "https://[fc00::1]/",
          "https://[fd00:ec2::254]/",
          "https://[fec0::1]/",
          "https://[ff02::1]/",
          "https://[2002:7f00:1::]/",
          "https://[2001:0:1::1]/",
          "https://[2001:db8::1]/",
          "https://[3fff::1]/",
          "https://[100::1]/",
          "https://[::1.2.3]/",
          "https://[1]/",
          // names of inside
          "https://localhost/",
          "https://LOCALHOST/",
          "https://foo.localhost/",
          "https://printer.local/",
          "https://metadata.google.internal/",
          "https://db/",
          "https://erp.lan/",
          "https://1.0.0.127.in-addr.arpa/",
          "https://localhost./",
          // parsers that disagree
          "https://example.com@127.0.0.1/",
          "https://user:pw@example.com/",
          "https://example.com\\@127.0.0.1/",
          "https://127.0.0.1#example.com/",
          "https://example.com#@127.0.0.1/",
          "https://exa mple.com/",
          "https://example.com\t/",
          "https://example.com/\r\nHost: x",
          "https://%31%32%37.0.0.1/",
          "https://127。0。0。1/",
          "https://①②⑦.⓪.⓪.①/",
          "https://\uff11\uff12\uff17.\uff10.\uff10.\uff11/",
          "https://ⓛocalhost/",
          "https:///127.0.0.1/",
          "https:/127.0.0.1/",
          "https:127.0.0.1",
          "//127.0.0.1/",
          "https://example.com:0/",
          "https://example.com:65536/",
          "https://example.com:08443/",
          "https://example.com:443:80/",
          "https://example..com/",
          "https://.example.com/",
          "https://-a.example.com/",
          "https://exa_mple.com/",
          "https://[::1/",
          "https://::1/",
          "https://[::1]x/",
          "https:// example.com/",
          "HTTPS://example.com/",
          // other schemes
          "http://example.com/",
          "ftp://example.com/",
          "file:///etc/passwd",
          "gopher://127.0.0.1:6379/",
          "jar:https://example.com!/",
          "javascript:alert(1)",
          "ldap://example.com/",
          "",
          "example.com");

  private static final List<String> ALLOWED =
      List.of(
          "https://example.com",
          "https://Example.com:8443/a/b?c=d&e=%20f",
          "https://8.8.8.8/",
          "https://[2606:4700:4700::1111]/",
          "https://xn--fiqs8s.cn/x",
          "https://oapi.dingtalk.com/robot/send?access_token=x",
          "https://1.example.com/");

  private static OutgoingHosts hosts(String... listed) {
    return new OutgoingHosts(
        List.of(listed),
        name -> {
          throw new UnknownHostException(name);
        });
  }

  private static boolean isRefused(OutgoingHosts hosts, String text) {
    try {
      hosts.check(OutgoingAddress.parse(text));
      return false;
    } catch (InputException e) {
      return true;
    }
  }

  @Asvs({"1.3.6", "1.5.3", "13.2.4"})
  @Test
  void refusesEverySpellingOfAPlaceInsideAtSave() {
    OutgoingHosts hosts = hosts();
    assertThat(REFUSED).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    assertThat(REFUSED).filteredOn(text -> !isRefused(hosts, text)).isEmpty();
    assertThat(ALLOWED).filteredOn(text -> isRefused(hosts, text)).isEmpty();
  }

  @Test
  void refusesANameBehindWhichAnyAddressIsInside() throws Exception {
    List<String> inside = new ArrayList<>();
    for (String number :
        List.of("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1")) {
      InetAddress[] found = {InetAddress.getByName("93.184.216.34"), InetAddress.getByName(number)};
      OutgoingHosts hosts = new OutgoingHosts(List.of(), name -> found);
      try {
        hosts.find(OutgoingAddress.parse("https://rebind.example.org/"));
      } catch (InputException e) {
        inside.add(e.problems().get(0).code());
      }
    }
    assertThat(inside).hasSize(6).containsOnly("outgoing.inside");
  }

  @Asvs({"1.3.6", "13.2.4", "13.2.5"})
  @Test
  void callsWhatTheInstallationListsAndNothingBesideIt() {
    OutgoingHosts hosts = hosts("127.0.0.1:8080", " Mail.Shop.LAN ", "10.0.0.5", "[::1]:9000");
    assertThat(isRefused(hosts, "http://127.0.0.1:8080/x")).isFalse();
    assertThat(isRefused(hosts, "https://127.0.0.1:8081/")).isTrue();
    assertThat(isRefused(hosts, "smtp://mail.shop.lan:25")).isFalse();
    assertThat(isRefused(hosts, "https://www.shop.lan/")).isTrue();
    assertThat(isRefused(hosts, "http://10.0.0.5/")).isFalse();
    assertThat(isRefused(hosts, "http://10.0.0.50/")).isTrue();
    assertThat(isRefused(hosts, "http://[::1]:9000/")).isFalse();
    assertThat(isRefused(hosts, "http://2130706433:8080/")).isTrue();
  }

  @Test
  void callsListedHostsOnlyInASandbox() throws Exception {
    InetAddress[] found = {InetAddress.getByName("93.184.216.34")};
    OutgoingHosts hosts = new OutgoingHosts(List.of("127.0.0.1:8080"), name -> found, () -> true);
    List<String> refused = new ArrayList<>();
    for (String outside : List.of("https://example.com/", "https://8.8.8.8/", "smtps://a.b.com")) {
      assertThat(isRefused(hosts, outside)).as("saved as elsewhere").isFalse();
      try {
        hosts.find(OutgoingAddress.parse(outside));
      } catch (InputException e) {
        refused.add(e.problems().get(0).code());
      }
    }
    assertThat(refused).hasSize(3).containsOnly("outgoing.sandbox");
    assertThat(hosts.find(OutgoingAddress.parse("http://127.0.0.1:8080/x"))).hasSize(1);
  }

  @Test
  void tellsThePlaceOnlyAndNoPath() {
    OutgoingAddress address = OutgoingAddress.parse("https://example.com:8443/send").with("key=s3");
    assertThat(address).hasToString("https://example.com:8443");
    assertThat(address.path()).isEqualTo("/send?key=s3");
    assertThat(address.with("a=b").path()).isEqualTo("/send?key=s3&a=b");
  }
}
