/** What the service offers to those who ask: the read model and its port. */
@NullMarked
package io.goalstream.attainment.application;

import org.jspecify.annotations.NullMarked;
