/** Apps that come with the product, as packages that can be installed. */
@NullMarked
package dev.dougong.web.template;

import org.jspecify.annotations.NullMarked;
