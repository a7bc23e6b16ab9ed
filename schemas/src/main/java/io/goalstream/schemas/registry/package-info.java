@NullMarked
package io.goalstream.schemas.registry;

import org.jspecify.annotations.NullMarked;
