package io.goalstream.goals;

import io.goalstream.goals.domain.AdjustmentPolicy;
import io.goalstream.schemas.clients.KafkaAccess;
import io.goalstream.schemas.signin.SignInSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this service.
 *
 * @param bootstrapServers Kafka brokers
 * @param schemaRegistryUrl base addresses of the registry, separated by commas
 * @param kafka how clients get in at the brokers
 * @param attainmentUrl where attainment-service answers, which counts previews
 * @param access how people sign in
 * @param client how this service signs in at attainment-service
 * @param adjustments how far active goals may be adjusted without an exception
 */
@Validated
@ConfigurationProperties("goalstream")
public record GoalSettings(
    @NotBlank String bootstrapServers,
    @NotBlank String schemaRegistryUrl,
    @NotNull @DefaultValue KafkaAccess kafka,
    @NotNull URI attainmentUrl,
    @NotNull @Valid SignInSettings access,
    @NotNull @Valid Client client,
    @DefaultValue @Valid Adjusting adjustments) {

  /** What every client of the brokers is told. */
  public Map<String, Object> clients() {
    return kafka.clients(bootstrapServers);
  }

  /**
   * How this service signs in at attainment-service; without a secret it does not start.
   *
   * @param id as the identity provider knows this service, which has the role SERVICE there
   * @param scopes what to ask the provider for, if it wants to be asked
   */
  public record Client(
      @NotBlank String id,
      @NotBlank(
              message =
                  "has to be this service's secret at the identity provider; set"
                      + " GOALSTREAM_CLIENT_SECRET")
          String secret,
      @DefaultValue List<String> scopes) {
    @Override
    public String toString() {
      return "Client[id=%s, scopes=%s]".formatted(id, scopes);
    }
  }

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
}
