/** What the service keeps in MongoDB. */
@NullMarked
package io.goalstream.ingest.mongo;

import org.jspecify.annotations.NullMarked;
