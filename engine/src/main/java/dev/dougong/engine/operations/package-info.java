/**
 * How the installation is: nodes that run, work that waits, how large tables are, statements that
 * take long. Modules say what waits in their tables; the page of operations and the metrics ask.
 * Nothing here reads more than a bounded number of rows.
 */
@NullMarked
package dev.dougong.engine.operations;

import org.jspecify.annotations.NullMarked;
