@NullMarked
package io.goalstream.schemas.topics;

import org.jspecify.annotations.NullMarked;
