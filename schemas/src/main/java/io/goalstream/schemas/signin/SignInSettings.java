package io.goalstream.schemas.signin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people and programs sign in; without an issuer a service does not start.
 *
 * @param issuer the identity provider, as tokens name it; its keys are found from there by OpenID
 *     Connect Discovery
 * @param audience what tokens for Goalstream name as their audience
 * @param personClaim where tokens have the rep's id
 * @param rolesClaim where tokens have roles
 */
public record SignInSettings(
    @NotNull(message = "has to be the identity provider's address; set GOALSTREAM_ISSUER")
        URI issuer,
    @DefaultValue("goalstream") @NotBlank String audience,
    @DefaultValue("sub") @NotBlank String personClaim,
    @DefaultValue("roles") @NotBlank String rolesClaim) {}
