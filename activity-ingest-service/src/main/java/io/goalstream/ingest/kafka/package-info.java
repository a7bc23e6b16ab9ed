/** Hands facts to the broker, admits what stands there, and follows the organization. */
@NullMarked
package io.goalstream.ingest.kafka;

import org.jspecify.annotations.NullMarked;
