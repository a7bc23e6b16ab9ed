package io.goalstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/security.md names tests that are there, one for each door and secret. */
class SecurityPageTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))`");

  @Test
  void everyRowNamesTestsThatAreThere() throws Exception {
    List<String> rows =
        Files.readAllLines(TestParts.root().resolve("docs/security.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.endsWith("shown by |"))
            .toList();
    Set<String> there =
        SourceTree.read().stream()
            .map(source -> source.fileName().replace(".java", ""))
            .collect(Collectors.toSet());

    assertThat(rows).hasSizeGreaterThan(10);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(NAMED.matcher(row).results().map(found -> found.group(1)).toList())
                    .as(row)
                    .isNotEmpty()
                    .isSubsetOf(there));
  }
}
