package io.goalstream.ingest.kafka;

import static io.goalstream.ingest.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Examples;
import io.goalstream.ingest.domain.Owners;
import io.goalstream.ingest.domain.SourceUser;
import io.goalstream.intake.v1.ActivitySubmission;
import io.goalstream.intake.v1.DealSubmission;
import io.goalstream.intake.v1.IntakeOutcome;
import io.goalstream.intake.v1.Outcome;
import io.goalstream.intake.v1.WaitingFact;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionTopologyTest {
  private final Path state;
  private final RegistryStandIn registry = new RegistryStandIn();
  private final TopicCodecs codecs = new TopicCodecs(registry.client());
  private final AdmissionRun deals;
  private final AdmissionRun activities;

  private final Map<SourceUser, String> owners = new ConcurrentHashMap<>();

  AdmissionTopologyTest(@TempDir Path state) {
    this.state = state;
    this.deals = AdmissionRun.ofDeals(codecs, owners(), state.resolve("deals"));
    this.activities = AdmissionRun.ofActivities(codecs, state.resolve("activities"));
  }

  @AfterEach
  void stop() {
    deals.close();
    activities.close();
    registry.close();
  }

  @Test
  void anAdmittedDealStandsOnItsTopicWithItsReceipt() throws UnreadableRecordException {
    Deal deal = Examples.deal(d -> {});

    handIn("receipt-1", deal);

    TestRecord<byte[], byte[]> record = single(deals.admitted());
    assertThat(record.key()).isEqualTo(bytes("D-1"));
    assertThat(record.value()).startsWith(0x00);
    io.goalstream.sales.v1.Deal admitted =
        codecs.of(TopicCatalogue.DEALS, io.goalstream.sales.v1.Deal.class).decode(record.value());
    assertThat(admitted.getReceipt()).isEqualTo("receipt-1");
    assertThat(admitted.getAmount()).isEqualByComparingTo("1250.5");
    assertThat(FactFormat.fact(admitted)).isEqualTo(deal);
    assertThat(deals.outcomes()).isEmpty();
    assertThat(deals.counted("accepted")).isEqualTo(1);
  }

  @Test
  void anAdmittedActivityStandsOnItsTopicWithItsReceipt() throws UnreadableRecordException {
    Activity activity = Examples.activity(a -> {});

    handIn("receipt-1", activity);

    TestRecord<byte[], byte[]> record = single(activities.admitted());
    assertThat(record.value()).startsWith(0x00);
    io.goalstream.sales.v1.Activity admitted =
        codecs
            .of(TopicCatalogue.ACTIVITIES, io.goalstream.sales.v1.Activity.class)
            .decode(record.value());
    assertThat(admitted.getReceipt()).isEqualTo("receipt-1");
    assertThat(FactFormat.fact(admitted)).isEqualTo(activity);
  }

  /** A version before this one kept facts in another form. */
  @Test
  void whatAFormerVersionHasAdmittedIsKnown() throws Exception {
    ByteBuffer former =
        io.goalstream.sales.v1.Deal.getEncoder()
            .encode(FactFormat.record(Examples.deal(d -> d.version = 2), null));
    byte[] kept = new byte[former.remaining()];
    former.get(kept);
    deals.state("admitted-deal").put(bytes("D-1"), kept);

    handIn("older", Examples.deal(d -> d.version = 1));
    handIn("newer", Examples.deal(d -> d.version = 3));
    handIn("again", Examples.deal(d -> d.version = 3));

    assertThat(deals.counted("stale")).isEqualTo(1);
    assertThat(deals.counted("accepted")).isEqualTo(1);
    assertThat(deals.counted("duplicate")).isEqualTo(1);
  }

  @Test
  void singleChangesWaitUntilTheyMakeAWholeFact() throws UnreadableRecordException {
    change("first", deal(1, "10"), Map.of("amount", NOW, "currency", NOW));

    assertThat(deals.admitted()).isEmpty();
    TestRecord<byte[], byte[]> waits = single(deals.waiting());
    assertThat(waits.key()).isEqualTo(bytes("DEAL/D-1"));
    WaitingFact waiting =
        codecs.of(TopicCatalogue.INTAKE_WAITING_FACTS, WaitingFact.class).decode(waits.value());
    assertThat(waiting.getReason()).isEqualTo("INCOMPLETE");
    assertThat(waiting.getDetail()).startsWith("stage: found nothing");
    assertThat(waiting.getSince()).isEqualTo(NOW);

    change(
        "second",
        deal(1, "99"),
        Map.of("stage", NOW, "closedOn", NOW, "credits", NOW.plusMillis(5)));

    io.goalstream.sales.v1.Deal admitted = deals.admittedDeals(codecs).getFirst();
    assertThat(admitted.getAmount()).isEqualByComparingTo("10");
    assertThat(admitted.getVersion()).isEqualTo(NOW.plusMillis(5).toEpochMilli());
    assertThat(admitted.getReceipt()).isEqualTo("second");
    assertThat(admitted.getAttributes()).isEmpty();
    assertThat(single(deals.waiting()).value()).as("it waits no longer").isNull();
    assertThat(deals.counted("accepted")).isEqualTo(2);
  }

  @Test
  void ofSingleChangesEachHasItsOutcome() throws UnreadableRecordException {
    handIn("whole", deal(1, "10"));
    change("stale", deal(1, "9"), Map.of("amount", Examples.NOW.minusSeconds(1)));
    change("same", deal(1, "10"), Map.of("amount", Examples.NOW.plusSeconds(1)));
    change("wrong", deal(1, "10"), Map.of("colour", NOW));
    change("newer", deal(1, "20"), Map.of("amount", Examples.NOW.plusSeconds(2)));

    List<IntakeOutcome> outcomes = outcomes();
    assertThat(outcomes)
        .extracting(IntakeOutcome::getReceipt)
        .containsExactly("stale", "same", "wrong");
    assertThat(outcomes)
        .extracting(IntakeOutcome::getOutcome)
        .containsExactly(Outcome.STALE, Outcome.DUPLICATE, Outcome.REJECTED);
    assertThat(deals.admittedDeals(codecs))
        .extracting(deal -> deal.getAmount().stripTrailingZeros().toPlainString())
        .containsExactly("10", "20");
    assertThat(deals.rejected()).hasSize(1);
    assertThat(deals.waiting()).isEmpty();
  }

  @Test
  void aFullStateTakesThePlaceOfSingleChanges() {
    change("part", deal(1, "10"), Map.of("amount", NOW));
    handIn("whole", deal(1, "30"));

    assertThat(deals.admitted()).hasSize(1);
    assertThat(deals.waiting())
        .extracting(record -> record.value() == null)
        .containsExactly(false, true);
    assertThat(deals.state("gathered-deal").get(bytes("D-1"))).isNull();
  }

  private void change(String receipt, Deal deal, Map<String, Instant> changed) {
    deals.send(
        bytes(deal.id()),
        codecs
            .of(TopicCatalogue.INTAKE_DEALS, DealSubmission.class)
            .encode(new DealSubmission(receipt, NOW, FactFormat.record(deal, receipt), changed)));
  }

  private Owners owners() {
    return user -> Optional.ofNullable(owners.get(user));
  }

  private static Deal ownedBy(String owner, long version) {
    return Examples.deal(
        d -> {
          d.version = version;
          d.credits = new ArrayList<>(List.of(Examples.revenue(owner, "1")));
        });
  }

  private List<String> admittedReps() {
    return deals.admittedDeals(codecs).stream()
        .map(deal -> deal.getVersion() + " " + deal.getCredits().getFirst().getRepId())
        .toList();
  }

  @Test
  void aDealOfAnUnknownOwnerWaitsAndIsReleasedWhenSomebodySaysWhoThatIs() throws Exception {
    handIn("first", ownedBy("owner:hubspot:7", 3));

    assertThat(deals.admitted()).isEmpty();
    WaitingFact waiting =
        codecs
            .of(TopicCatalogue.INTAKE_WAITING_FACTS, WaitingFact.class)
            .decode(single(deals.waiting()).value());
    assertThat(waiting.getReason()).isEqualTo("UNKNOWN_OWNER");
    assertThat(waiting.getOwners()).containsExactly("owner:hubspot:7");
    deals.pass(Duration.ofSeconds(1));
    assertThat(deals.admitted()).isEmpty();

    owners.put(new SourceUser("hubspot", "7"), "ana");
    deals.pass(Duration.ofSeconds(1));

    io.goalstream.sales.v1.Deal admitted = deals.admittedDeals(codecs).getFirst();
    assertThat(admitted.getCredits().getFirst().getRepId()).isEqualTo("ana");
    assertThat(admitted.getVersion()).isEqualTo(3);
    assertThat(admitted.getReceipt()).isEqualTo("first");
    assertThat(single(deals.waiting()).value()).as("it waits no longer").isNull();
    assertThat(deals.counted("accepted")).as("one record was received").isEqualTo(1);
  }

  @Test
  void whileItWaitsTheRuleOfVersionsHolds() throws UnreadableRecordException {
    handIn("second", ownedBy("owner:hubspot:7", 2));
    handIn("again", ownedBy("owner:hubspot:7", 2));
    handIn("older", ownedBy("owner:hubspot:8", 1));
    handIn("corrected", ownedBy("owner:hubspot:8", 2));
    handIn("third", ownedBy("owner:hubspot:9", 3));
    owners.put(new SourceUser("hubspot", "7"), "ana");
    owners.put(new SourceUser("hubspot", "9"), "ben");
    deals.pass(Duration.ofSeconds(1));
    handIn("third again", ownedBy("owner:hubspot:9", 3));

    assertThat(outcomes())
        .extracting(outcome -> outcome.getReceipt() + " " + outcome.getReason())
        .containsExactly(
            "again ALREADY_ADMITTED", "older VERSION_STALE", "third again ALREADY_ADMITTED");
    assertThat(admittedReps()).containsExactly("3 ben");
  }

  @Test
  void whatWaitsIsCorrectedUnderItsVersion() throws UnreadableRecordException {
    handIn("mistaken", ownedBy("owner:hubspot:9", 1));
    handIn("corrected", ownedBy("ana", 1));
    handIn("late", ownedBy("ben", 1));
    owners.put(new SourceUser("hubspot", "9"), "ben");
    deals.pass(Duration.ofSeconds(1));

    assertThat(admittedReps()).containsExactly("1 ana");
    assertThat(deals.waiting())
        .extracting(record -> record.value() == null)
        .containsExactly(false, true);
    assertThat(outcomes())
        .extracting(outcome -> outcome.getReceipt() + " " + outcome.getReason())
        .containsExactly("late VERSION_CONFLICT");
  }

  @Test
  void aChangeOfAFullStateThatWaitsIsNotLostWhenThatComesAgain() throws UnreadableRecordException {
    handIn("fifth", ownedBy("owner:hubspot:7", 5));
    change("amount", deal(1, "77"), Map.of("amount", NOW.plusSeconds(1)));
    handIn("fifth again", ownedBy("owner:hubspot:7", 5));
    handIn("late", ownedBy("owner:hubspot:7", 3));
    owners.put(new SourceUser("hubspot", "7"), "ana");
    deals.pass(Duration.ofSeconds(1));

    assertThat(outcomes())
        .extracting(outcome -> outcome.getReceipt() + " " + outcome.getReason())
        .containsExactly("fifth again ALREADY_ADMITTED", "late VERSION_STALE");
    assertThat(deals.admittedDeals(codecs))
        .extracting(deal -> deal.getAmount().stripTrailingZeros().toPlainString())
        .containsExactly("77");
  }

  @Test
  void whoIsForgottenAndSaidAgainBetweenTwoLooksIsFound() {
    AtomicInteger said = new AtomicInteger(1);
    owners.put(new SourceUser("hubspot", "7"), "ana");
    Owners known =
        new Owners() {
          @Override
          public Optional<String> repOf(SourceUser user) {
            return Optional.ofNullable(owners.get(user));
          }

          @Override
          public Object saidOf(SourceUser user) {
            return said.get();
          }
        };
    try (AdmissionRun run = AdmissionRun.ofDeals(codecs, known, state.resolve("again"))) {
      run.send(bytes("D-1"), submission("first", ownedBy("owner:hubspot:7", 1)));
      run.pass(Duration.ofSeconds(1));
      owners.clear();
      run.send(bytes("D-1"), submission("second", ownedBy("owner:hubspot:7", 2)));
      owners.put(new SourceUser("hubspot", "7"), "ana");
      said.incrementAndGet();
      run.pass(Duration.ofSeconds(1));
      assertThat(run.admitted()).hasSize(2);
    }
  }

  /** The mapping was said between the decision and its note. */
  @Test
  void whoBecomesKnownAMomentTooLateIsFoundAllTheSame() {
    AtomicInteger asked = new AtomicInteger();
    Owners late = user -> asked.incrementAndGet() > 1 ? Optional.of("ana") : Optional.empty();
    try (AdmissionRun run = AdmissionRun.ofDeals(codecs, late, state.resolve("late"))) {
      run.send(bytes("D-1"), submission("first", ownedBy("owner:hubspot:7", 1)));
      assertThat(run.admitted()).isEmpty();
      run.pass(Duration.ofSeconds(1));
      assertThat(run.admitted()).hasSize(1);
    }
  }

  @Test
  void aFullStateOfARepTakesThePlaceOfOneThatWaits() {
    handIn("waits", ownedBy("owner:hubspot:7", 1));
    handIn("whole", ownedBy("ben", 2));
    owners.put(new SourceUser("hubspot", "7"), "ana");
    deals.pass(Duration.ofSeconds(1));

    assertThat(admittedReps()).containsExactly("2 ben");
    assertThat(deals.state("gathered-deal").get(bytes("D-1"))).isNull();
  }

  @Test
  void whoTurnsOutToBeSomebodyElseTakesTheirChangesAlong() {
    owners.put(new SourceUser("hubspot", "7"), "ana");
    Map<String, Instant> all =
        Map.of("stage", NOW, "closedOn", NOW, "credits", NOW, "amount", NOW, "currency", NOW);
    change("changes", ownedBy("owner:hubspot:7", 1), all);
    deals.pass(Duration.ofSeconds(1));
    owners.put(new SourceUser("hubspot", "7"), "ben");
    deals.pass(Duration.ofSeconds(1));
    owners.clear();
    deals.pass(Duration.ofSeconds(1));

    long version = NOW.toEpochMilli();
    assertThat(admittedReps())
        .as("what is admitted stands when it is forgotten who somebody is")
        .containsExactly(version + " ana", (version + 1) + " ben");
    assertThat(deals.waiting()).isEmpty();
  }

  @Test
  void whatIsNotAdmittedIsToldWithItsReceiptAndReason() throws UnreadableRecordException {
    handIn("first", Examples.deal(d -> d.version = 2));
    handIn("again", Examples.deal(d -> d.version = 2));
    handIn("older", Examples.deal(d -> d.version = 1));
    handIn("other", deal(2, "99"));
    handIn("broken", Examples.deal(d -> d.currency = Optional.empty()));

    assertThat(deals.admitted()).hasSize(1);
    List<IntakeOutcome> outcomes = outcomes();
    assertThat(outcomes)
        .extracting(IntakeOutcome::getReceipt)
        .containsExactly("again", "older", "other", "broken");
    assertThat(outcomes)
        .extracting(IntakeOutcome::getOutcome)
        .containsExactly(Outcome.DUPLICATE, Outcome.STALE, Outcome.REJECTED, Outcome.REJECTED);
    assertThat(outcomes)
        .extracting(IntakeOutcome::getReason)
        .containsExactly("ALREADY_ADMITTED", "VERSION_STALE", "VERSION_CONFLICT", "RULE_BROKEN");
    assertThat(outcomes.getFirst().getOrigin()).isEqualTo("intake.deals.v1-0@1");
  }

  @Test
  void aRejectedRecordIsKeptAsItCameWithOriginAndReason() {
    byte[] value = submission("r", Examples.deal(d -> d.currency = Optional.empty()));
    deals.send(bytes("D-1"), value);

    TestRecord<byte[], byte[]> rejected = single(deals.rejected());
    assertThat(rejected.value()).isEqualTo(value);
    assertThat(texts(rejected.headers()))
        .containsEntry(RecordOrigin.ORIGIN_TOPIC, "intake.deals.v1")
        .containsEntry(RecordOrigin.ORIGIN_OFFSET, "0")
        .containsEntry(
            RecordOrigin.REASON,
            "RULE_BROKEN: currency: found nothing, expected an ISO 4217 code, because there is an"
                + " amount");
  }

  @Test
  void aKeyThatIsNotTheIdOfTheFactIsRejected() throws UnreadableRecordException {
    deals.send(bytes("somebody else"), submission("r", Examples.deal(d -> {})));

    assertThat(deals.admitted()).isEmpty();
    assertThat(outcomes().getFirst().getDetail())
        .isEqualTo("the record's key is not the fact's id");
    assertThat(deals.rejected()).hasSize(1);
  }

  @Test
  void anUnreadableRecordIsSetAsideWithItsOriginAndTheNextOneIsAdmitted() {
    deals.send(bytes("D-1"), new byte[] {'{', '}'});
    deals.send(bytes("D-1"), new byte[] {0, 0, 0, 0, 99, 1});
    deals.send(bytes("D-1"), null);
    handIn("r", Examples.deal(d -> {}));

    List<TestRecord<byte[], byte[]>> aside = deals.unreadable();
    assertThat(aside).hasSize(3);
    assertThat(aside.getFirst().value()).isEqualTo(new byte[] {'{', '}'});
    assertThat(aside)
        .extracting(record -> texts(record.headers()).get(RecordOrigin.ORIGIN_OFFSET))
        .containsExactly("0", "1", "2");
    assertThat(aside)
        .extracting(record -> texts(record.headers()).getOrDefault(RecordOrigin.REASON, ""))
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("found first byte 0x7b"),
            reason -> assertThat(reason).isEqualTo("the registry knows no schema id 99"),
            reason -> assertThat(reason).startsWith("found no value"));
    assertThat(deals.admitted()).hasSize(1);
    assertThat(deals.counted("unreadable")).isEqualTo(3);
  }

  @Test
  void aWithdrawnDealStaysAwayFromLateVersionsAndReturnsWithAHigherOne() {
    handIn("a", Examples.deal(d -> d.version = 2));
    handIn("b", Deal.withdrawal("D-1", 3, NOW));
    handIn("c", Examples.deal(d -> d.version = 2));
    handIn("d", Examples.deal(d -> d.version = 4));

    assertThat(deals.admittedDeals(codecs))
        .extracting(deal -> deal.getVersion() + " " + deal.getWithdrawn())
        .containsExactly("2 false", "3 true", "4 false");
  }

  @Test
  void everythingInTheTopologyHasAName() {
    assertThatNoException()
        .isThrownBy(() -> AdmissionRun.namedTopology(codecs, state.resolve("named")));
  }

  private void handIn(String receipt, Deal deal) {
    deals.send(bytes(deal.id()), submission(receipt, deal));
  }

  private void handIn(String receipt, Activity activity) {
    activities.send(
        bytes(activity.id()),
        codecs
            .of(TopicCatalogue.INTAKE_ACTIVITIES, ActivitySubmission.class)
            .encode(
                new ActivitySubmission(receipt, NOW, FactFormat.record(activity, receipt), null)));
  }

  private byte[] submission(String receipt, Deal deal) {
    return codecs
        .of(TopicCatalogue.INTAKE_DEALS, DealSubmission.class)
        .encode(new DealSubmission(receipt, NOW, FactFormat.record(deal, receipt), null));
  }

  private static Deal deal(long version, String amount) {
    return Examples.deal(
        d -> {
          d.version = version;
          d.amount = Optional.of(amount);
        });
  }

  private List<IntakeOutcome> outcomes() throws UnreadableRecordException {
    return deals.decodedOutcomes(codecs);
  }

  private static TestRecord<byte[], byte[]> single(List<TestRecord<byte[], byte[]>> records) {
    assertThat(records).hasSize(1);
    return records.getFirst();
  }

  private static Map<String, String> texts(Headers headers) {
    return StreamSupport.stream(headers.spliterator(), false)
        .collect(
            Collectors.toMap(
                header -> header.key(),
                header -> new String(header.value(), StandardCharsets.UTF_8)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
