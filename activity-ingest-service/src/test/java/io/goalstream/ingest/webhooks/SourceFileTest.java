package io.goalstream.ingest.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goalstream.ingest.domain.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SourceFileTest {
  private static final String GOOD =
      """
      proof: {kind: path, secret: a-secret-that-is-long}
      at: /at
      facts:
        - kind: deal
          id: /id
          fields: {amount: /amount, withdrawn: {path: /gone, values: {yes: true, no: false}}}
      """;

  private final Path directory;

  SourceFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static List<String> wrong(String text) {
    return SourceFile.read("crm", text, Optional.of(SourceExamples.settings()), SourceExamples.JSON)
        .violations()
        .stream()
        .map(Violation::toString)
        .toList();
  }

  @Test
  void aGoodFileIsGood() {
    assertThat(wrong(GOOD)).isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/webhooks/wrong-files.txt", delimiter = '|')
  void whatIsWrongIsSaidWithItsPlace(String good, String bad, String says) {
    assertThat(wrong(GOOD.replace(good, bad))).anyMatch(one -> one.startsWith(says));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceAndTheServiceDoesNotStart() throws IOException {
    Files.writeString(directory.resolve("one.yml"), GOOD.replace("at: /at", "at: at"));
    Files.writeString(
        directory.resolve("two.yaml"),
        GOOD.replace("kind: path", "kind: magic").replace("id:", "i:"));
    Files.writeString(directory.resolve("README.md"), "not a source");

    assertThatThrownBy(() -> Sources.read(directory, UnaryOperator.identity(), SourceExamples.JSON))
        .isInstanceOf(Sources.WrongFileException.class)
        .hasMessageContainingAll(
            "one.yml:", "at: found at", "two.yaml:", "proof.kind", "facts[0].i");
  }

  @Test
  void whereThereIsNoDirectoryThereAreNoSources() {
    assertThat(
            Sources.read(directory.resolve("none"), UnaryOperator.identity(), SourceExamples.JSON)
                .names())
        .isEmpty();
  }
}
