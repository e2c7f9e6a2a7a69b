package dev.dougong.web.startup;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Beginnings of TLS connections, as clients of all kinds make them. */
final class Handshake {

  private final SSLContext context;
  private final int port;

  /** With a port of this machine. */
  Handshake(SSLContext context, int port) {
    this.context = context;
    this.port = port;
  }

  /** The beginning of a connection of an old browser that has strong suites but old TLS. */
  static byte[] hello(int version) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeShort(version);
    out.write(new byte[32]);
    out.writeByte(0);
    out.writeShort(4);
    out.writeInt(0xC009C00A); // ECDHE with ECDSA and AES
    out.writeShort(0x0100);
    // curve P-256 and points as they are
    byte[] more = {0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0};
    out.writeShort(more.length);
    out.write(more);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream record = new DataOutputStream(all);
    record.writeByte(22);
    record.writeShort(0x0301);
    record.writeShort(body.size() + 4);
    record.writeInt(0x01000000 | body.size());
    record.write(body.toByteArray());
    return all.toByteArray();
  }

  /** Begins with a version and suites, in the order in which the client likes them. */
  SSLSession with(@Nullable String version, List<String> suites) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
      if (version != null) {
        socket.setEnabledProtocols(new String[] {version});
      }
      if (!suites.isEmpty()) {
        socket.setEnabledCipherSuites(suites.toArray(new String[0]));
      }
      socket.startHandshake();
      return socket.getSession();
    }
  }

  /** Whether it is shown; in the moment of a change a handshake may be cut off. */
  boolean isShown(Certificate certificate) {
    try {
      return with(null, List.of()).getPeerCertificates()[0].equals(certificate);
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until the port is open; it opens after that of HTTP. */
  void await(int seconds) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < until) {
      try (Socket socket = new Socket("localhost", port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
    throw new AssertionError("HTTPS did not open");
  }
}
