/**
 * What is right, computed in the plainest way that product.md allows, with nothing of the services.
 */
@NullMarked
package io.goalstream.system.oracle;

import org.jspecify.annotations.NullMarked;
