package dev.dougong.bench.load;

/**
 * A request whose plans are looked at.
 *
 * @param name for people
 * @param needsIndex whether no statement of it may read a large table as a whole
 * @param request sends it; the turn tells runs apart
 */
record PlanCase(String name, boolean needsIndex, Load.Request request) {}
