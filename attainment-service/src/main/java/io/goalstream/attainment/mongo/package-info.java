/** The read model in MongoDB. */
@NullMarked
package io.goalstream.attainment.mongo;

import org.jspecify.annotations.NullMarked;
