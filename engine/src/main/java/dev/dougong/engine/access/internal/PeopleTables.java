package dev.dougong.engine.access.internal;

import dev.dougong.engine.sql.SqlName;

/** Names of the tables of this package. */
final class PeopleTables {

  static final SqlName APP_USER = SqlName.of("app_user");
  static final SqlName ORG_UNIT = SqlName.of("org_unit");
  static final SqlName ROLE_BINDING = SqlName.of("role_binding");
  static final SqlName SESSION = SqlName.of("session");
  static final SqlName API_KEY = SqlName.of("api_key");
  static final SqlName SIGN_IN_ATTEMPT = SqlName.of("sign_in_attempt");
  static final SqlName SECOND_FACTOR = SqlName.of("second_factor");
  static final SqlName RECOVERY_CODE = SqlName.of("recovery_code");
  static final SqlName SECOND_FACTOR_DEMAND = SqlName.of("second_factor_demand");
  static final SqlName SIGN_IN_SOURCE = SqlName.of("sign_in_source");
  static final SqlName SIGN_IN_FLOW = SqlName.of("sign_in_flow");
  static final SqlName SIGN_IN_IDENTITY = SqlName.of("sign_in_identity");
  static final SqlName ACCESS_EPOCH = SqlName.of("access_epoch");

  private PeopleTables() {}
}
