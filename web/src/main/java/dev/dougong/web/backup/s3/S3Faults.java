package dev.dougong.web.backup.s3;

import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the library throws, in words that tell what to do. */
final class S3Faults {

  private static final Set<Integer> REFUSED = Set.of(401, 403);
  private static final int MISSING = 404;

  private final String place;

  S3Faults(String place) {
    this.place = place;
  }

  /** Does something at the store. */
  <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException e) {
      throw of(e);
    }
  }

  ProblemException of(SdkException e) {
    if (e instanceof S3Exception answer) {
      if (REFUSED.contains(answer.statusCode())) {
        return new ConflictException(problem("backup.copyKeyRefused", said(answer)));
      }
      if (e instanceof NoSuchBucketException || "NoSuchBucket".equals(code(answer))) {
        return new ConflictException(problem("backup.copyNoBucket", said(answer)));
      }
      return new BusyException(problem("backup.copyFailed", said(answer)));
    }
    return e instanceof SdkClientException
        ? new BusyException(problem("backup.copyUnreachable", rootCause(e)))
        : new BusyException(problem("backup.copyFailed", rootCause(e)));
  }

  static boolean isMissing(SdkException e) {
    return e instanceof S3Exception answer
        && answer.statusCode() == MISSING
        && !"NoSuchBucket".equals(code(answer));
  }

  private Problem problem(String code, String value) {
    return Problem.of(code).with("place", place).with("value", value);
  }

  /** The store's own word for it and the status; its sentence may repeat what was sent. */
  private static String said(S3Exception answer) {
    String code = code(answer);
    return code.isEmpty() ? "HTTP " + answer.statusCode() : code + ", HTTP " + answer.statusCode();
  }

  private static String code(S3Exception answer) {
    return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
        ? ""
        : answer.awsErrorDetails().errorCode();
  }

  private static String rootCause(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
