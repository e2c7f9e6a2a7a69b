package dev.dougong.engine.storage.internal;

import java.sql.SQLException;

/** A statement failed for a reason that no caller foresaw; unchecked twin of SQLException. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Keeps the cause. */
  public DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** Five characters of the SQL standard, or an empty text. */
  public String sqlState() {
    return getCause() instanceof SQLException e && e.getSQLState() != null ? e.getSQLState() : "";
  }
}
