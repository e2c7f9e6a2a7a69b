package dev.dougong.workflow.outgoing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets for a library that speaks something else than HTTP: whatever it asks for, they connect to
 * one place only, whose addresses are checked.
 */
public final class OutgoingSockets extends SocketFactory {

  private final OutgoingHosts hosts;
  private final OutgoingAddress place;

  /** To a place. */
  public OutgoingSockets(OutgoingHosts hosts, OutgoingAddress place) {
    this.hosts = hosts;
    this.place = place;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress ignored) throws IOException {
        connect(ignored, 0);
      }

      @Override
      public void connect(SocketAddress ignored, int timeout) throws IOException {
        super.connect(new InetSocketAddress(hosts.find(place).get(0), place.port()), timeout);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw refused();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw refused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw refused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw refused();
  }

  private static ConnectException refused() {
    return new ConnectException("sockets are connected by themselves");
  }
}
