package dev.dougong.engine.storage.internal;

import dev.dougong.engine.storage.Transactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions without a transaction manager: the connection is bound to the thread. For tests,
 * tools and benchmarks; the application uses its JTA transactions.
 */
public final class LocalDatabase implements Transactions {

  private final DataSource source;
  private final ThreadLocal<@Nullable Connection> bound = new ThreadLocal<>();
  private final ThreadLocal<List<Consumer<Boolean>>> ends = ThreadLocal.withInitial(ArrayList::new);
  private final DataSource view;

  /** Over a data source, best a pooled one. */
  public LocalDatabase(DataSource source) {
    this.source = source;
    this.view =
        (DataSource)
            Proxy.newProxyInstance(
                LocalDatabase.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, args) -> {
                  Connection connection = bound.get();
                  if (connection != null && method.getName().equals("getConnection")) {
                    return unclosable(connection);
                  }
                  return call(source, method, args);
                });
  }

  /** The data source whose connections take part in {@link #required}. */
  public DataSource dataSource() {
    return view;
  }

  @Override
  public boolean isActive() {
    return bound.get() != null;
  }

  @Override
  public void afterEnd(Consumer<Boolean> told) {
    if (!isActive()) {
      throw new IllegalStateException("there is no transaction");
    }
    ends.get().add(told);
  }

  private void tellEnd(boolean isCommitted) {
    List<Consumer<Boolean>> told = ends.get();
    ends.remove();
    told.forEach(one -> one.accept(isCommitted));
  }

  @Override
  public <T> T required(Supplier<T> work) {
    if (isActive()) {
      return work.get();
    }
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      bound.set(connection);
      boolean done = false;
      try {
        T result = work.get();
        connection.commit();
        done = true;
        return result;
      } finally {
        bound.remove();
        if (!done) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
        tellEnd(done);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static Connection unclosable(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            LocalDatabase.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) ->
                method.getName().equals("close") ? null : call(connection, method, args));
  }

  private static @Nullable Object call(
      Object target, java.lang.reflect.Method method, Object @Nullable [] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      throw cause == null ? e : cause;
    }
  }
}
