/** What tests share: a database, and metadata with its tables made from JSON documents. */
@NullMarked
package dev.dougong.engine.testkit;

import org.jspecify.annotations.NullMarked;
