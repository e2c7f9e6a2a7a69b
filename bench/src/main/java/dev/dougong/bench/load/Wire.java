package dev.dougong.bench.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection that is kept open. As little as possible, so that the load costs both
 * servers the same. Not thread-safe.
 */
final class Wire implements AutoCloseable {

  private final int port;
  private final String headers;
  private Socket socket;
  private InputStream in;
  private OutputStream out;

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param body as it came, without framing
   * @param cookie name and value of the cookie that it set, or empty
   */
  record Answer(int status, byte[] body, String cookie) {

    /** The body as text. */
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** To a port of this machine; the headers go with each request, each ended by CRLF. */
  Wire(int port, String headers) throws IOException {
    this.port = port;
    this.headers = headers;
    this.socket = open();
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    this.out = socket.getOutputStream();
  }

  private Socket open() throws IOException {
    Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
    opened.setTcpNoDelay(true);
    return opened;
  }

  /** Sends a request and waits for its answer. */
  Answer send(String method, String path, @Nullable String body, String more) throws IOException {
    byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    head.append(headers).append(more);
    if (body != null) {
      head.append("Content-Type: application/json\r\n");
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    head.append("\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[start.length + content.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(content, 0, all, start.length, content.length);
    out.write(all);
    out.flush();
    return receive();
  }

  private Answer receive() throws IOException {
    String status = line();
    int length = -1;
    boolean isChunked = false;
    String cookie = "";
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
        isChunked = true;
      } else if (lower.startsWith("set-cookie:")) {
        cookie = header.substring(11).strip().split(";", 2)[0];
      }
    }
    byte[] body = isChunked ? chunks() : length > 0 ? bytes(length) : new byte[0];
    return new Answer(Integer.parseInt(status.substring(9, 12)), body, cookie);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(1 << 14);
    while (true) {
      int size = Integer.parseInt(line().strip(), 16);
      if (size == 0) {
        line();
        return whole.toByteArray();
      }
      whole.writeBytes(bytes(size));
      line();
    }
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the server closed the connection");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
