package dev.dougong.web.scan;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Speaks the protocol of a clamd, rightly or in one of the ways in which it may go wrong. */
final class FakeClamd implements AutoCloseable {

  /** What every scanner finds, put together here so that none finds it in this file. */
  static final String HARMLESS_SAMPLE =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

  /** What it takes of one stream at the most in {@link Way#SMALL}. */
  static final int SMALL_LIMIT = 1_000;

  /** How it answers. */
  enum Way {
    RIGHT,
    /** Wants no more than a little. */
    SMALL,
    /** Reads all and says nothing. */
    SLOW,
    /** Reads nothing. */
    DEAF,
    /** Goes away in the middle of its answer. */
    HALF,
    /** Goes away before it answers. */
    GONE,
    /** Says something else. */
    BROKEN,
    /** Never ends what it says. */
    ENDLESS
  }

  private final ServerSocket server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Way way = Way.RIGHT;

  FakeClamd() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::take, "clamd");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  void be(Way now) {
    way = now;
  }

  private void take() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> talk(socket), "clamd-call");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return; // the end of the test
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      if (way == Way.DEAF) {
        closed.await();
        return;
      }
      DataInputStream in = new DataInputStream(socket.getInputStream());
      String answer = command(in).equals("zPING") ? "PONG" : scan(in);
      answer(socket.getOutputStream(), answer);
    } catch (IOException e) {
      // who called went away
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String command(DataInputStream in) throws IOException {
    StringBuilder command = new StringBuilder();
    for (int sign = in.read(); sign > 0; sign = in.read()) {
      command.append((char) sign);
    }
    return command.toString();
  }

  private String scan(DataInputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int length = in.readInt(); length > 0; length = in.readInt()) {
      if (way == Way.SMALL && bytes.size() + length > SMALL_LIMIT) {
        return "INSTREAM size limit exceeded. ERROR";
      }
      bytes.write(in.readNBytes(length));
    }
    return bytes.toString(StandardCharsets.ISO_8859_1).contains(HARMLESS_SAMPLE)
        ? "stream: Eicar-Test-Signature FOUND"
        : "stream: OK";
  }

  private void answer(OutputStream out, String answer) throws IOException, InterruptedException {
    switch (way) {
      case RIGHT, SMALL -> out.write((answer + "\0").getBytes(StandardCharsets.US_ASCII));
      case HALF -> out.write("stream: OK".getBytes(StandardCharsets.US_ASCII));
      case BROKEN -> out.write("stream: OK. I think\0".getBytes(StandardCharsets.US_ASCII));
      case SLOW -> closed.await();
      case ENDLESS -> {
        while (closed.getCount() > 0) {
          out.write("stream: OK".getBytes(StandardCharsets.US_ASCII));
        }
      }
      case DEAF, GONE -> {}
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
  }
}
