/** Calls of CRMs: who may make them, and what they mean, as files say it. */
@NullMarked
package io.goalstream.ingest.webhooks;

import org.jspecify.annotations.NullMarked;
