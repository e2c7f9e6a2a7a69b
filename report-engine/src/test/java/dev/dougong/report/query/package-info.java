/** Report queries over a small shop, compared with what Java computes row by row. */
@NullMarked
package dev.dougong.report.query;

import org.jspecify.annotations.NullMarked;
