@NullMarked
package io.goalstream.schemas.serde;

import org.jspecify.annotations.NullMarked;
