package dev.dougong.workflow.outgoing;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The one client for calls to the outside. A name is looked up once, every address behind it is
 * checked, and the call goes to the address that was checked; redirects are not followed; time and
 * size are limited as a whole, not only between two bytes. Thread-safe.
 */
public final class OutgoingHttp implements AutoCloseable {

  private static final int MOST_ADDRESSES = 3;

  private final OutgoingHosts hosts;
  private final CloseableHttpClient client;
  private final Duration deadline;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "outgoing-deadline");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * With the hosts that may be called.
   *
   * @param deadline of a whole call, from connecting to the last byte
   */
  public OutgoingHttp(OutgoingHosts hosts, Duration deadline) {
    this.hosts = hosts;
    this.deadline = deadline;
    Timeout step = Timeout.of(deadline.dividedBy(2));
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(NoLookup.INSTANCE)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(step).setSocketTimeout(step).build())
            .setMaxConnPerRoute(4)
            .setMaxConnTotal(32)
            .build();
    client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setRedirectsEnabled(false)
                    .setConnectionRequestTimeout(step)
                    .setResponseTimeout(step)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("Dougong")
            .build();
  }

  /** Where names are looked up by us and nobody else. */
  private static final class NoLookup extends SystemDefaultDnsResolver {
    static final NoLookup INSTANCE = new NoLookup();

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException("not looked up a second time");
    }
  }

  /** Which hosts may be called. */
  public OutgoingHosts hosts() {
    return hosts;
  }

  /**
   * Calls.
   *
   * @return any answer, whatever its status; a redirect is an answer
   * @throws OutgoingException where there is none
   */
  public OutgoingCall.Answer send(OutgoingCall call) {
    OutgoingAddress address = call.address();
    List<InetAddress> found;
    try {
      found = hosts.find(address);
    } catch (InputException e) {
      throw new OutgoingException(e.problems().get(0), false);
    } catch (UnknownHostException e) {
      throw fault("outgoing.unknownHost", address);
    }
    @Nullable IOException last = null;
    for (InetAddress one : found.subList(0, Math.min(MOST_ADDRESSES, found.size()))) {
      try {
        return send(call, one);
      } catch (ConnectException e) {
        last = e;
      } catch (InterruptedIOException e) {
        throw fault("outgoing.tooSlow", address);
      } catch (IOException e) {
        throw fault("outgoing.broken", address);
      }
    }
    throw fault(last == null ? "outgoing.unknownHost" : "outgoing.unreachable", address);
  }

  private OutgoingCall.Answer send(OutgoingCall call, InetAddress to) throws IOException {
    OutgoingAddress address = call.address();
    HttpUriRequestBase request =
        new HttpUriRequestBase(call.method().name(), URI.create(address.path()));
    request.setScheme(address.scheme());
    boolean isUsualPort = address.place().equals(address.host());
    request.setAuthority(new URIAuthority(address.bareHost(), isUsualPort ? -1 : address.port()));
    call.headers().forEach(request::setHeader);
    if (!call.contentType().isEmpty()) {
      request.setHeader("Content-Type", call.contentType());
    }
    if (call.body().length > 0 || call.method() == OutgoingCall.Method.POST) {
      request.setEntity(new ByteArrayEntity(call.body(), null));
    }
    HttpHost target = new HttpHost(address.scheme(), to, address.bareHost(), address.port());
    Duration own = call.longest();
    Duration longest = own == null || own.compareTo(deadline) > 0 ? deadline : own;
    ScheduledFuture<?> end =
        clock.schedule(request::cancel, longest.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return client.execute(target, request, answer -> read(call, answer));
    } catch (IOException e) {
      if (request.isCancelled()) {
        throw new InterruptedIOException("deadline");
      }
      throw e;
    } finally {
      end.cancel(false);
    }
  }

  private static OutgoingCall.Answer read(OutgoingCall call, ClassicHttpResponse answer)
      throws IOException {
    HttpEntity entity = answer.getEntity();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    if (entity != null) {
      try (InputStream in = entity.getContent()) {
        byte[] piece = in.readNBytes(call.longestAnswer() + 1);
        if (piece.length > call.longestAnswer()) {
          answer.close();
          throw fault("outgoing.tooLong", call.address());
        }
        text.write(piece);
      }
    }
    return new OutgoingCall.Answer(answer.getCode(), text.toString(StandardCharsets.UTF_8));
  }

  private static OutgoingException fault(String code, OutgoingAddress address) {
    return new OutgoingException(Problem.of(code).with("place", address.place()), true);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      client.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
