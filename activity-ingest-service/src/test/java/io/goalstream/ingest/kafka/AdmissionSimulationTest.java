package io.goalstream.ingest.kafka;

import static io.goalstream.ingest.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Examples;
import io.goalstream.intake.v1.DealSubmission;
import io.goalstream.intake.v1.IntakeOutcome;
import io.goalstream.intake.v1.Outcome;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deals come in any order, twice, wrong or as garbage; replay one run with -Dseed=N. */
class AdmissionSimulationTest {
  private static final int RECORDS = 2_000;
  private static final int DEALS = 25;
  private static final int VERSIONS = 8;

  private final Path state;

  AdmissionSimulationTest(@TempDir Path state) {
    this.state = state;
  }

  static LongStream seeds() {
    String given = System.getProperty("seed", "");
    return given.isBlank() ? LongStream.rangeClosed(1, 5) : LongStream.of(Long.parseLong(given));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverComesIsCountedOnceAndTheHighestVersionStands(long seed)
      throws UnreadableRecordException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Map<String, Deal> expected = new HashMap<>();
    try (RegistryStandIn registry = new RegistryStandIn();
        AdmissionRun run =
            AdmissionRun.ofDeals(
                new TopicCodecs(registry.client()),
                user -> Optional.empty(),
                state.resolve("s" + seed))) {
      TopicCodecs codecs = new TopicCodecs(registry.client());
      int garbage = 0;
      for (int i = 0; i < RECORDS; i++) {
        if (random.nextInt(20) == 0) {
          byte[] bytes = new byte[random.nextInt(12)];
          random.nextBytes(bytes);
          run.send(key("D-" + random.nextInt(DEALS)), bytes);
          garbage++;
        } else {
          Deal deal = randomDeal(random);
          run.send(key(deal.id()), submission(codecs, "r" + i, deal));
          expect(expected, deal);
        }
      }
      check(seed, run, codecs, garbage, expected);
    }
  }

  private static void check(
      long seed, AdmissionRun run, TopicCodecs codecs, int garbage, Map<String, Deal> expected)
      throws UnreadableRecordException {
    List<io.goalstream.sales.v1.Deal> admitted = run.admittedDeals(codecs);
    List<IntakeOutcome> outcomes = run.decodedOutcomes(codecs);
    int unreadable = run.unreadable().size();
    long rejected = outcomes.stream().filter(each -> each.getOutcome() == Outcome.REJECTED).count();

    assertThat(admitted.size() + outcomes.size() + unreadable)
        .as("received = accepted + duplicate + stale + rejected + unreadable, seed %d", seed)
        .isEqualTo(RECORDS);
    assertThat(unreadable).isEqualTo(garbage);
    assertThat(run.rejected()).hasSize((int) rejected);
    assertThat(
            List.of(
                run.counted("accepted"),
                run.counted("duplicate") + run.counted("stale") + run.counted("rejected"),
                run.counted("unreadable")))
        .containsExactly((long) admitted.size(), (long) outcomes.size(), (long) unreadable);

    Map<String, Deal> standing = new HashMap<>();
    List<String> fallen = new ArrayList<>();
    for (io.goalstream.sales.v1.Deal deal : admitted) {
      Deal fact = (Deal) FactFormat.fact(deal);
      Deal former = standing.put(fact.id(), fact);
      if (former != null && former.version() >= fact.version()) {
        fallen.add("%s from %d to %d".formatted(fact.id(), former.version(), fact.version()));
      }
    }
    assertThat(fallen).as("versions that do not go up, seed %d", seed).isEmpty();
    assertThat(standing).as("what stands at the end, seed %d", seed).isEqualTo(expected);
  }

  /**
   * Naively: of all that breaks no rule the highest version stands, and of equal ones the first.
   */
  private static void expect(Map<String, Deal> expected, Deal deal) {
    Deal former = expected.get(deal.id());
    boolean lawful = deal.withdrawn() || deal.currency().isPresent();
    if (lawful && (former == null || deal.version() > former.version())) {
      expected.put(deal.id(), deal);
    }
  }

  private static Deal randomDeal(RandomGenerator random) {
    String id = "D-" + random.nextInt(DEALS);
    long version = random.nextLong(1, VERSIONS + 1);
    if (version == 5) {
      return Deal.withdrawal(id, version, NOW);
    }
    boolean broken = random.nextInt(15) == 0;
    boolean conflicting = random.nextInt(10) == 0;
    return Examples.deal(
        d -> {
          d.id = id;
          d.version = version;
          d.amount = Optional.of(version + (conflicting ? "00.5" : "00"));
          d.currency = broken ? Optional.empty() : Optional.of("EUR");
        });
  }

  private static byte[] submission(TopicCodecs codecs, String receipt, Deal deal) {
    return codecs
        .of(TopicCatalogue.INTAKE_DEALS, DealSubmission.class)
        .encode(new DealSubmission(receipt, NOW, FactFormat.record(deal, receipt), null));
  }

  private static byte[] key(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }
}
