package io.goalstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static Options parse(String... arguments) {
    return Options.parse(arguments);
  }

  @Test
  void withoutOptionsTheDemoRunsOnTheUsualPortAndDirectory() {
    assertThat(parse())
        .isEqualTo(new Options(false, false, true, false, 8080, Path.of(".goalstream")));
  }

  @Test
  void everyOptionSaysOneThing() {
    assertThat(parse("--help").help()).isTrue();
    assertThat(parse("-h").help()).isTrue();
    assertThat(parse("--fresh").fresh()).isTrue();
    assertThat(parse("--no-demo").demo()).isFalse();
    assertThat(parse("--rebuild").rebuild()).isTrue();
    assertThat(parse("--port", "9000").port()).isEqualTo(9000);
    assertThat(parse("--data", "elsewhere").data()).isEqualTo(Path.of("elsewhere"));
  }

  @Test
  void optionsComeTogetherInAnyOrder() {
    assertThat(parse("--data", "d", "--rebuild", "--port", "9000", "--no-demo", "--fresh"))
        .isEqualTo(new Options(false, true, false, true, 9000, Path.of("d")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--frehs; Found --frehs, which ./run does not know",
        "8080; Found 8080, which ./run does not know",
        "--port; Found --port without a value",
        "--data; Found --data without a value",
        "--data --fresh; Found --data without a value",
        "--port --fresh; Found --port without a value",
        "--port many; Found --port many, expected a number"
      })
  void whatCannotBeMeantIsSaidInASentence(String arguments, String sentence) {
    String[] words = arguments.split(" ", -1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(words))
        .withMessageStartingWith(sentence);
  }

  @Test
  void theHelpNamesEveryOption() {
    assertThat(Options.HELP)
        .contains("--help", "--fresh", "--no-demo", "--rebuild", "--port", "--data");
  }
}
