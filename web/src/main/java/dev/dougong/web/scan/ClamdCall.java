package dev.dougong.web.scan;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One call of a clamd, over as a whole after a time: neither one that takes no bytes nor one that
 * does not answer holds its caller.
 */
final class ClamdCall implements AutoCloseable {

  private static final int PIECE = 64 * 1024;
  private static final int LONGEST_ANSWER = 4_096;

  private final Selector selector;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final long until;

  /** Connects. */
  ClamdCall(InetSocketAddress address, Duration limit) throws IOException {
    if (address.isUnresolved()) {
      throw new UnknownHostException(address.getHostString());
    }
    this.until = System.nanoTime() + limit.toNanos();
    this.selector = Selector.open();
    this.channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      this.key = channel.register(selector, SelectionKey.OP_CONNECT);
      channel.connect(address);
      while (!channel.finishConnect()) {
        await(SelectionKey.OP_CONNECT);
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Shows it bytes, in pieces that begin with their length; an empty one ends them. */
  String scan(InputStream bytes) throws IOException {
    boolean isTaken = send(command("INSTREAM"));
    byte[] piece = new byte[PIECE];
    int length = bytes.read(piece);
    while (isTaken && length > 0) {
      ByteBuffer sent = ByteBuffer.allocate(Integer.BYTES + length);
      isTaken = send(sent.putInt(length).put(piece, 0, length).flip());
      length = bytes.read(piece);
    }
    if (isTaken) {
      isTaken = send(ByteBuffer.allocate(Integer.BYTES));
    }
    return answer();
  }

  /** Asks whether it is there. */
  String ping() throws IOException {
    boolean unused = send(command("PING"));
    return answer();
  }

  private static ByteBuffer command(String name) {
    return ByteBuffer.wrap(("z" + name + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether all of it was taken; one that answers before the end wants no more. */
  private boolean send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      await(SelectionKey.OP_WRITE | SelectionKey.OP_READ);
      if (key.isReadable()) {
        return false;
      }
      channel.write(bytes);
    }
    return true;
  }

  private String answer() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer piece = ByteBuffer.allocate(LONGEST_ANSWER);
    while (answer.size() < LONGEST_ANSWER) {
      await(SelectionKey.OP_READ);
      if (channel.read(piece.clear()) < 0) {
        throw new EOFException("it went away before its answer was whole");
      }
      answer.write(piece.array(), 0, piece.position());
      String text = answer.toString(StandardCharsets.UTF_8);
      int end = text.indexOf('\0');
      if (end >= 0) {
        return text.substring(0, end);
      }
    }
    throw new IOException("its answer does not end");
  }

  private void await(int operations) throws IOException {
    key.interestOps(operations);
    selector.selectedKeys().clear();
    while (selector.selectedKeys().isEmpty()) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException("it did not answer in time");
      }
      selector.select(Duration.ofNanos(left).toMillis() + 1);
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("the call was interrupted");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    selector.close();
  }
}
