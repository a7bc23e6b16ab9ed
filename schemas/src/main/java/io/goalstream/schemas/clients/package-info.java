/** How every client of the broker gets in, the same way in every service. */
@NullMarked
package io.goalstream.schemas.clients;

import org.jspecify.annotations.NullMarked;
