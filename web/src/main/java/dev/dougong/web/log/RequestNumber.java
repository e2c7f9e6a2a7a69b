package dev.dougong.web.log;

import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The number of the request at which this thread works, for the log and for answers. */
public final class RequestNumber {

  private static final String NAME = "requestId";

  private RequestNumber() {}

  /** From now on lines of this request carry the number. */
  public static void set(String number) {
    MDC.put(NAME, number);
  }

  /** The number, or null outside of a request. */
  public static @Nullable String current() {
    return MDC.get(NAME) instanceof String number ? number : null;
  }
}
