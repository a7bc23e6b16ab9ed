/** Taking facts in, and the ports that it needs. */
@NullMarked
package io.goalstream.ingest.application;

import org.jspecify.annotations.NullMarked;
