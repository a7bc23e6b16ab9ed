package io.goalstream.goals.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Violation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PreviewClientTest {
  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void whatAttainmentServiceSaysOfTermsIsPassedOn() {
    String problem =
        """
        {"status": 422, "detail": "1 field is wrong",
         "errors": [{"field": "body", "found": "3 bytes", "expected": "an active record"}]}
        """;

    assertThat(PreviewClient.uncountable(json.readTree(problem)).violations())
        .containsExactly(new Violation("body", "3 bytes", "an active record"));
  }

  @Test
  void aProblemWithoutErrorsIsPassedOnWithItsDetail() {
    assertThat(
            PreviewClient.uncountable(json.readTree("{\"detail\": \"no such zone\"}")).violations())
        .containsExactly(
            new Violation("terms", "no such zone", "terms that attainment-service can count"));
  }
}
