/**
 * Lines of the log: each is one line whatever somebody entered, and carries the number of the
 * request that the answer names, too. What is logged is decided where it happens.
 */
@NullMarked
package dev.dougong.web.log;

import org.jspecify.annotations.NullMarked;
