/** Tests of the files with which the product is installed. */
@NullMarked
package dev.dougong.web.deploy;

import org.jspecify.annotations.NullMarked;
