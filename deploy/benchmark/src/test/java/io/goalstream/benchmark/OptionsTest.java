package io.goalstream.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goalstream.benchmark.Options.Section;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void withoutOptionsEverythingIsMeasuredAtFullSize() {
    Options options = Options.parse();

    assertThat(options.size()).isEqualTo(1);
    assertThat(options.only()).containsExactly(Section.values());
    assertThat(options.factStore()).isEmpty();
  }

  @Test
  void quickIsATenth() {
    assertThat(Options.parse("--quick").size()).isEqualTo(0.1);
    assertThat(Sizes.of(Options.parse("--quick").size()).facts()).isEqualTo(200_000);
  }

  @Test
  void partsCanBeMeasuredAlone() {
    Options options = Options.parse("--only", "limit,engine", "--seed", "5", "--size", "0.01");

    assertThat(options.only()).containsExactlyInAnyOrder(Section.LIMIT, Section.ENGINE);
    assertThat(options.seed()).isEqualTo(5);
    assertThat(options.size()).isEqualTo(0.01);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> Options.parse("--fast")).hasMessageContaining("--fast");
    assertThatThrownBy(() -> Options.parse("--only", "speed")).hasMessageContaining("speed");
    assertThatThrownBy(() -> Options.parse("--seed")).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> Options.parse("--size", "big")).hasMessageContaining("number");
    assertThatThrownBy(() -> Options.parse("--fact-store", "disk")).hasMessageContaining("rocksdb");
  }
}
