package io.goalstream.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookAddressesTest {

  @ParameterizedTest
  @CsvSource({
    "https://example.com/hook, true, true",
    "HTTPS://example.com:8443/hook, true, true",
    "http://example.com/hook, false, true",
    "ftp://example.com/hook, false, false",
    "https:///hook, false, false",
    "https://ana:secret@example.com/, false, false",
    "https://example.com:443/, true, true",
    "https://example.com:65535/, false, true",
    "https://example.com:65536/, false, false",
    "https://example.com:0/, false, false",
    "https://exa mple.com/, false, false",
    "'', false, false"
  })
  void anAddressHasAHostAndTlsUnlessPrivateOnesAreAllowed(
      String url, boolean used, boolean usedWherePrivateOnesAre) {
    assertThat(new WebhookAddresses(false).refusal(url).isEmpty()).isEqualTo(used);
    assertThat(new WebhookAddresses(true).refusal(url).isEmpty())
        .isEqualTo(usedWherePrivateOnesAre);
  }
}
