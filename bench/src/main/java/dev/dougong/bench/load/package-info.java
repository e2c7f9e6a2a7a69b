/** Makes the data, sends the requests, measures both servers in turn, prints ratios. */
@NullMarked
package dev.dougong.bench.load;

import org.jspecify.annotations.NullMarked;
