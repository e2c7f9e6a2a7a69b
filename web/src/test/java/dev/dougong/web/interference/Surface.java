package dev.dougong.web.interference;

/** Where something is told to people. */
enum Surface {
  LIST,
  GET,
  FILTER,
  SORT,
  GROUP,
  AGGREGATE,
  SEARCH,
  EXPORT,
  DASHBOARD,
  DRILL,
  HISTORY,
  PICKER,
  LIVE,
  IMPORT,
  ERROR
}
