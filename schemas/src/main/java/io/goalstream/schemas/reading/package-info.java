@NullMarked
package io.goalstream.schemas.reading;

import org.jspecify.annotations.NullMarked;
