@NullMarked
package io.goalstream.schemas.deployment;

import org.jspecify.annotations.NullMarked;
