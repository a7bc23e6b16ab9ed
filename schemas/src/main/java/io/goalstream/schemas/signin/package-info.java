/** Who asks: tokens of the company's identity provider, read the same way by every service. */
@NullMarked
package io.goalstream.schemas.signin;

import org.jspecify.annotations.NullMarked;
