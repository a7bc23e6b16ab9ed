package io.goalstream.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private final Figures figures = new Figures();

  @Test
  void theTableHasARowForEachFigureInItsOrder() {
    figures.add("throughput.limit", "limit", 1_234_567.8, "facts/s", "best of 3");
    figures.add("ratio", "engine to peer", 5.25, "", "");
    figures.note("machine.processors", 2);

    assertThat(figures.table())
        .isEqualTo(
            """
            limit           1,234,568 facts/s  best of 3
            engine to peer               5.25
            """);
  }

  @Test
  void theFileHasTheFiguresUnderTheirNames() throws Exception {
    figures.add("throughput.limit", "limit", 1_234_567.8, "facts/s", "");
    figures.add("throughput.peer", "peer", 0.12345, "facts/s", "");
    figures.note("machine.processors", 2);
    figures.note("stores", List.of("memory"));

    JsonNode json = new ObjectMapper().readTree(figures.json());

    assertThat(json.at("/throughput/limit").asLong()).isEqualTo(1_234_568);
    assertThat(json.at("/throughput/peer").asDouble()).isEqualTo(0.123);
    assertThat(json.at("/machine/processors").asInt()).isEqualTo(2);
    assertThat(json.at("/stores/0").asText()).isEqualTo("memory");
  }

  @Test
  void aFigureCanBeFoundAgain() {
    figures.add("throughput.peer", "peer", 100, "facts/s", "");

    assertThat(figures.find("throughput.peer")).hasValue(100);
    assertThat(figures.find("throughput.limit")).isEmpty();
  }
}
