/** The whole application against a database of its own. */
@NullMarked
package dev.dougong.web;

import org.jspecify.annotations.NullMarked;
