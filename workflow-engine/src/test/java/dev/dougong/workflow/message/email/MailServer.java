package dev.dougong.workflow.message.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on this machine that keeps what it is told: enough SMTP for one mail at a time. */
final class MailServer implements AutoCloseable {

  final List<String> commands = new CopyOnWriteArrayList<>();
  final List<String> mails = new CopyOnWriteArrayList<>();
  volatile String answerToRecipient = "250 ok";
  private final ServerSocket server;

  MailServer() {
    try {
      server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::run);
    thread.setDaemon(true);
    thread.start();
  }

  String place() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void run() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk(socket);
      } catch (IOException e) {
        continue;
      }
    }
  }

  private void talk(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = socket.getOutputStream();
    say(out, "220 ready");
    String line;
    while ((line = in.readLine()) != null) {
      commands.add(line);
      String word = line.split(" ", -1)[0].toUpperCase(Locale.ROOT);
      switch (word) {
        case "EHLO" -> say(out, "250-here\r\n250 AUTH PLAIN");
        case "AUTH" -> say(out, "235 ok");
        case "RCPT" -> say(out, answerToRecipient);
        case "DATA" -> {
          say(out, "354 go on");
          StringBuilder mail = new StringBuilder();
          while (!(line = in.readLine()).equals(".")) {
            mail.append(line).append('\n');
          }
          mails.add(mail.toString());
          say(out, "250 taken");
        }
        case "QUIT" -> {
          say(out, "221 bye");
          return;
        }
        default -> say(out, "250 ok");
      }
    }
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
