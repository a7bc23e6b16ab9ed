package io.goalstream.system;

import static io.goalstream.system.SalesOps.COMPANY;
import static io.goalstream.system.SalesOps.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goalstream.system.oracle.Organization;
import io.goalstream.system.oracle.Organization.Rep;
import io.goalstream.system.oracle.Organization.Spell;
import io.goalstream.system.oracle.Organization.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * activity-ingest-service is killed with SIGKILL while a file and many batches come in. What was
 * acknowledged is not lost, the file goes on by itself, and every record has one ending.
 */
@ExtendWith(Running.class)
class IntakeCrashEndToEndIT {
  private static final String NAME = "intake-crash";
  private static final String REP = NAME + "-eva";
  private static final Duration BACK = Duration.ofMinutes(2);
  private static final int ROWS = 9_000;
  private static final int WRONG_EACH = 3;
  private static final int BATCHES = 200;
  private static final int IN_A_BATCH = 20;

  private final RunningSystem system;
  private final SalesOps salesOps;

  IntakeCrashEndToEndIT(RunningSystem system, SalesOps salesOps) {
    this.system = system;
    this.salesOps = salesOps;
  }

  @Test
  void whatWasAcknowledgedIsNotLostAndAFileGoesOnByItself() {
    salesOps.tell(
        new Organization(
            List.of(new Unit(NAME, List.of(new Spell(COMPANY, LONG_AGO, null)), List.of())),
            List.of(new Rep(REP, List.of(new Spell(NAME, LONG_AGO, null))))));
    Rest intake = system.rest(Service.INGEST);
    Eventually.within(BACK, () -> intake.post("/api/v1/deals", deal("first")).expect(202));

    String place =
        String.valueOf(
            intake
                .send("POST", "/api/v1/imports/deals?file=crash.csv", file(), "text/csv")
                .expect(202)
                .location());
    Set<String> acknowledged = new HashSet<>();
    int sent = 0;
    JsonNode before;
    do {
      acknowledged.addAll(batches(intake, sent, sent + 1));
      sent++;
      before = intake.get(place).expect(200).json();
    } while (before.path("done").asInt() == 0 && sent < BATCHES);
    system.kill(Service.INGEST);
    assertThat(before.path("done").asInt())
        .as("rows at the kill, after %d batches", sent)
        .isBetween(1, ROWS - 1);
    assertThat(sent).as("batches before the kill").isLessThan(BATCHES);
    system.launch(Service.INGEST);
    acknowledged.addAll(batches(intake, sent, BATCHES));

    Eventually.within(
        BACK,
        () -> {
          JsonNode now = intake.get(place).expect(200).json();
          assertThat(now.path("state").asText()).as("state of %s", now).isEqualTo("DONE");
          assertThat(now.path("received").asInt()).isEqualTo(ROWS - ROWS / WRONG_EACH);
          assertThat(now.path("refused").asInt()).isEqualTo(ROWS / WRONG_EACH);
        });
    Eventually.within(BACK, () -> assertAllIsThere(acknowledged));
  }

  private static Map<String, Object> deal(String number) {
    return Map.of(
        "id",
        NAME + "-" + number,
        "version",
        1,
        "stage",
        "OPEN",
        "credits",
        List.of(Map.of("repId", REP)));
  }

  private static String file() {
    return IntStream.range(0, ROWS)
        .mapToObj(
            row ->
                "%s-row-%d;Negotiation;%d,50 €;%s"
                    .formatted(NAME, row, row, row % WRONG_EACH == 0 ? "nobody" : REP))
        .collect(Collectors.joining("\n", "Deal ID;Stage;Amount;Owner\n", "\n"));
  }

  /** Hands batches in, each until it is acknowledged; the receipts that came back. */
  private static List<String> batches(Rest intake, int from, int to) {
    List<String> receipts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int batch = i;
      List<Map<String, Object>> deals =
          IntStream.range(0, IN_A_BATCH).mapToObj(one -> deal(batch + "-" + one)).toList();
      JsonNode answer =
          Eventually.get(BACK, () -> intake.post("/api/v1/deals/batch", deals).expect(200).json());
      Json.list(answer.path("results")).forEach(one -> receipts.add(one.path("receipt").asText()));
    }
    assertThat(receipts).hasSize((to - from) * IN_A_BATCH).doesNotContain("");
    return receipts;
  }

  private void assertAllIsThere(Set<String> acknowledged) {
    Map<String, Integer> endings = new HashMap<>();
    ours("intake.deals.v1").forEach(one -> endings.put(receipt(one), 0));
    List<Message> admitted = ours("sales.deals.v1");
    admitted.forEach(one -> endings.merge(receipt(one), 1, Integer::sum));
    ours("intake.outcomes.v1").forEach(one -> endings.merge(receipt(one), 1, Integer::sum));

    assertThat(endings.keySet()).containsAll(acknowledged);
    assertThat(endings.entrySet().stream().filter(one -> one.getValue() != 1).toList())
        .as("records without exactly one ending")
        .isEmpty();
    assertThat(admitted.stream().map(Message::key))
        .as("deals of the file, the batches and the first one, each in one version")
        .hasSize(ROWS - ROWS / WRONG_EACH + BATCHES * IN_A_BATCH + 1)
        .doesNotHaveDuplicates();
  }

  private List<Message> ours(String topic) {
    return system.topics().read(topic).stream()
        .filter(message -> message.key().startsWith(NAME + "-"))
        .toList();
  }

  private static String receipt(Message message) {
    return String.valueOf(message.value().get("receipt"));
  }
}
