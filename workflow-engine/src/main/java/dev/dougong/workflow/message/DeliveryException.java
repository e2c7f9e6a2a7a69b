package dev.dougong.workflow.message;

import dev.dougong.engine.problem.Problem;

/** A gateway did not take a message. */
public final class DeliveryException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 200;

  @SuppressWarnings("serial") // immutable record
  private final Problem problem;

  private final boolean isPassing;

  /** With what is wrong; passing where another try may help. */
  public DeliveryException(Problem problem, boolean isPassing) {
    super(problem.code() + " " + problem.arguments());
    this.problem = problem;
    this.isPassing = isPassing;
  }

  /** The gateway's own code and words. */
  public static DeliveryException refused(String code, String words, boolean isPassing) {
    String brief = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    return new DeliveryException(
        Problem.of("message.refusedByGateway").with("value", code).with("detail", brief),
        isPassing);
  }

  /** A status of HTTP that is no success; 408, 429 and 5xx may pass. */
  public static DeliveryException status(int status) {
    return new DeliveryException(
        Problem.of("message.status").with("value", status),
        status == 408 || status == 429 || status >= 500);
  }

  /** The recipient is none of this channel. */
  public static DeliveryException badRecipient() {
    return new DeliveryException(Problem.of("message.badRecipient"), false);
  }

  /** What is wrong. */
  public Problem problem() {
    return problem;
  }

  /** Whether another try may help. */
  public boolean isPassing() {
    return isPassing;
  }
}
