package io.goalstream.notification.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SecretSealTest {
  private static final String OLD = "old:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String NEW = "new:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

  @Test
  void whatIsSealedIsNotReadableAndOpensAgain() {
    SecretSeal seal = SecretSeal.of(OLD);
    String sealed = seal.seal("whsec_abc", "c-1");

    assertThat(sealed).startsWith("old:").doesNotContain("abc");
    assertThat(seal.seal("whsec_abc", "c-1")).as("a fresh nonce each time").isNotEqualTo(sealed);
    assertThat(seal.open(sealed, "c-1")).isEqualTo("whsec_abc");
  }

  @Test
  void anOlderKeyOpensWhatItSealedAndTheFirstOneSeals() {
    String sealed = SecretSeal.of(OLD).seal("secret", "c-1");
    SecretSeal both = SecretSeal.of(NEW + "," + OLD);

    assertThat(both.open(sealed, "c-1")).isEqualTo("secret");
    assertThat(both.seal("secret", "c-1")).startsWith("new:");
  }

  @Test
  void whatWasChangedOrMovedOrSealedByAKeyThatIsGoneDoesNotOpen() {
    String sealed = SecretSeal.of(OLD).seal("secret", "c-1");
    String changed =
        sealed.substring(0, 20) + (sealed.charAt(20) == 'A' ? 'B' : 'A') + sealed.substring(21);

    assertThatIllegalStateException().isThrownBy(() -> SecretSeal.of(OLD).open(changed, "c-1"));
    assertThatIllegalStateException().isThrownBy(() -> SecretSeal.of(OLD).open(sealed, "c-2"));
    assertThatIllegalStateException()
        .isThrownBy(() -> SecretSeal.of(NEW).open(sealed, "c-1"))
        .withMessage("The key old that sealed a secret is not in GOALSTREAM_SECRETS_KEYS");
  }

  @Test
  void aKeyThatIsNoneSaysHowToMakeOne() {
    for (String wrong : new String[] {"", "k1", "k1:short", "k1:c2hvcnQ="}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SecretSeal.of(wrong))
          .withMessageContaining("openssl rand -base64 32");
    }
  }

  @Test
  void aTokenNamesItsPersonAndNothingElseDoes() {
    SealedTokens tokens = new SealedTokens(SecretSeal.of(OLD));

    assertThat(tokens.token("ana")).matches("[A-Za-z0-9_-]+");
    assertThat(tokens.person(tokens.token("ana"))).contains("ana");
    assertThat(tokens.person("made-up")).isEmpty();
    assertThat(tokens.person("")).isEmpty();
    assertThat(new SealedTokens(SecretSeal.of(NEW)).person(tokens.token("ana"))).isEmpty();
  }
}
