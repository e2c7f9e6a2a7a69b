package dev.dougong.web.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that knows nothing of what passes: each connection goes to the next node of those that
 * said a moment ago that they are ready. One that cannot be reached is passed over.
 */
final class PlainProxy implements AutoCloseable {

  /** How often each node is asked whether it is ready. */
  private static final int LOOK_MILLIS = 100;

  private static final int PATIENCE_MILLIS = 2_000;

  private final ServerSocket door;
  private final List<String> nodes = new CopyOnWriteArrayList<>();
  private final Map<String, Boolean> isReady = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final ExecutorService pipes = Executors.newCachedThreadPool(PlainProxy::daemon);
  private final ScheduledExecutorService looks =
      Executors.newScheduledThreadPool(3, PlainProxy::daemon);

  private PlainProxy(ServerSocket door) {
    this.door = door;
  }

  static PlainProxy open() {
    try {
      PlainProxy proxy = new PlainProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
      proxy.pipes.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    return thread;
  }

  String address() {
    return "http://localhost:" + door.getLocalPort();
  }

  /** Sends to this node, too, whenever it is ready. */
  void add(String node) {
    nodes.add(node);
    look(node);
    var unused =
        looks.scheduleWithFixedDelay(
            () -> look(node), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Forgets a node that has ended. */
  void remove(String node) {
    nodes.remove(node);
    isReady.remove(node);
  }

  private void look(String node) {
    if (!nodes.contains(node)) {
      return;
    }
    boolean ready;
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(node + "/q/health/ready").toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      ready = connection.getResponseCode() == 200;
      connection.disconnect();
    } catch (IOException e) {
      ready = false;
    }
    isReady.put(node, ready);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        pipes.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    Socket node = reach();
    if (node == null) {
      close(client);
      return;
    }
    pipes.execute(() -> pipe(client, node));
    pipe(node, client);
  }

  private @Nullable Socket reach() {
    int from = next.getAndIncrement();
    List<String> known = List.copyOf(nodes);
    for (int i = 0; i < known.size(); i++) {
      String node = known.get(Math.floorMod(from + i, known.size()));
      if (isReady.getOrDefault(node, false)) {
        try {
          return new Socket("localhost", URI.create(node).getPort());
        } catch (IOException e) {
          isReady.put(node, false);
        }
      }
    }
    return null;
  }

  private static void pipe(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      long unused = in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
    pipes.shutdownNow();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
