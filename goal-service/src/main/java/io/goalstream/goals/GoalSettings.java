package io.goalstream.goals;

import io.goalstream.goals.domain.AdjustmentPolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this service.
 *
 * @param bootstrapServers Kafka brokers
 * @param schemaRegistryUrl base addresses of the registry, separated by commas
 * @param attainmentUrl where attainment-service answers, which counts previews
 * @param access how people sign in
 * @param adjustments how far active goals may be adjusted without an exception
 */
@Validated
@ConfigurationProperties("goalstream")
public record GoalSettings(
    @NotBlank String bootstrapServers,
    @NotBlank String schemaRegistryUrl,
    @NotNull URI attainmentUrl,
    @NotNull @Valid Access access,
    @DefaultValue @Valid Adjusting adjustments) {

  /**
   * How far active goals may be adjusted without an exception.
   *
   * @param shortPeriodDays the most days of a short period: a week or a month
   * @param smallChange by what share of the target a short goal's target may change
   * @param longAtReviewsOnly whether a longer goal's target changes only while a review is open
   */
  public record Adjusting(
      @DefaultValue("35") @Min(1) int shortPeriodDays,
      @DefaultValue("0.2") @DecimalMin("0") BigDecimal smallChange,
      @DefaultValue("true") boolean longAtReviewsOnly) {
    AdjustmentPolicy policy() {
      return new AdjustmentPolicy(shortPeriodDays, smallChange, longAtReviewsOnly);
    }
  }

  /**
   * How people sign in; without an issuer the service does not start.
   *
   * @param issuer the identity provider, as tokens name it; its keys are found from there by OpenID
   *     Connect Discovery
   * @param audience what tokens for this service name as their audience
   * @param personClaim where tokens have the rep's id
   * @param rolesClaim where tokens have roles: REP, MANAGER, ADMIN
   */
  public record Access(
      @NotNull(message = "has to be the identity provider's address; set GOALSTREAM_ISSUER")
          URI issuer,
      @DefaultValue("goalstream") @NotBlank String audience,
      @DefaultValue("sub") @NotBlank String personClaim,
      @DefaultValue("roles") @NotBlank String rolesClaim) {}
}
