package dev.dougong.workflow.outgoing;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Which hosts may be called: those of the public internet, and those that the installation lists.
 * Names are looked up once for each call, and the call goes to the address that was found.
 * Thread-safe.
 */
public final class OutgoingHosts {

  private static final Set<String> INSIDE_NAMES =
      Set.of("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa");

  private final Set<String> listed;
  private final Lookup lookup;
  private final BooleanSupplier isSandbox;

  /** Finds the addresses of a name. */
  @FunctionalInterface
  public interface Lookup {
    InetAddress[] of(String name) throws UnknownHostException;
  }

  /**
   * With hosts that may be called although they are inside.
   *
   * @param listed {@code host} or {@code host:port}
   */
  public OutgoingHosts(List<String> listed, Lookup lookup) {
    this(listed, lookup, () -> false);
  }

  /**
   * With a way to know whether this is a sandbox, from which only listed hosts are called.
   *
   * @param listed {@code host} or {@code host:port}
   */
  public OutgoingHosts(List<String> listed, Lookup lookup, BooleanSupplier isSandbox) {
    this.isSandbox = isSandbox;
    Set<String> all = new TreeSet<>();
    listed.forEach(host -> all.add(host.strip().toLowerCase(Locale.ROOT)));
    all.remove("");
    this.listed = Set.copyOf(all);
    this.lookup = lookup;
  }

  /** Whether the installation lists it. */
  public boolean isListed(OutgoingAddress address) {
    return listed.contains(address.host())
        || listed.contains(address.host() + ":" + address.port());
  }

  /**
   * Refuses what is inside as far as its text tells: no name is looked up.
   *
   * @throws InputException {@code outgoing.inside} or {@code outgoing.notEncrypted}
   */
  public void check(OutgoingAddress address) {
    if (isListed(address)) {
      return;
    }
    if (address.scheme().equals("http")) {
      throw new InputException(
          Problem.of("outgoing.notEncrypted").with("value", address.toString()));
    }
    if (address.isNumeric()) {
      try {
        refuseInside(address, InetAddress.getAllByName(address.host()));
      } catch (UnknownHostException e) {
        throw inside(address);
      }
    } else {
      String last = address.host().substring(address.host().lastIndexOf('.') + 1);
      if (last.equals(address.host()) || INSIDE_NAMES.contains(last)) {
        throw inside(address);
      }
    }
  }

  /**
   * The addresses behind it, all of them allowed; to be connected to as they are.
   *
   * @throws InputException as {@link #check}, also where any address of the name is inside, and
   *     {@code outgoing.sandbox}
   * @throws UnknownHostException where there is no such name
   */
  public List<InetAddress> find(OutgoingAddress address) throws UnknownHostException {
    check(address);
    if (isSandbox.getAsBoolean() && !isListed(address)) {
      throw new InputException(Problem.of("outgoing.sandbox").with("value", address.place()));
    }
    InetAddress[] found =
        address.isNumeric() ? InetAddress.getAllByName(address.host()) : lookup.of(address.host());
    if (!isListed(address)) {
      refuseInside(address, found);
    }
    return List.of(found);
  }

  private static void refuseInside(OutgoingAddress address, InetAddress[] found) {
    for (InetAddress one : found) {
      if (!PublicAddresses.contains(one)) {
        throw inside(address);
      }
    }
  }

  private static InputException inside(OutgoingAddress address) {
    return new InputException(Problem.of("outgoing.inside").with("value", address.place()));
  }
}
