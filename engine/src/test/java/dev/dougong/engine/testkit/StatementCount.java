package dev.dougong.engine.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source that counts the statements that are prepared through it. */
public final class StatementCount {

  private final AtomicInteger prepared = new AtomicInteger();
  private final DataSource source;

  /** Over another one. */
  public StatementCount(DataSource inner) {
    source =
        wrap(
            DataSource.class,
            inner,
            (method, result) ->
                result instanceof Connection connection ? counting(connection) : result);
  }

  /** The source that counts. */
  public DataSource source() {
    return source;
  }

  /** How many statements the work prepares. */
  public int of(Runnable work) {
    int before = prepared.get();
    work.run();
    return prepared.get() - before;
  }

  private Connection counting(Connection connection) {
    return wrap(
        Connection.class,
        connection,
        (method, result) -> {
          if (method.equals("prepareStatement")) {
            prepared.incrementAndGet();
          }
          return result;
        });
  }

  @FunctionalInterface
  private interface After {
    Object answer(String method, Object result);
  }

  private static <T> T wrap(Class<T> type, T inner, After after) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          try {
            return after.answer(method.getName(), method.invoke(inner, arguments));
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
