/**
 * Files on their way in are shown to the virus scanner of the machine, where it has one: a clamd,
 * by its own protocol. What has a finding, and what could not be looked at, does not come in.
 */
@NullMarked
package dev.dougong.web.scan;

import org.jspecify.annotations.NullMarked;
