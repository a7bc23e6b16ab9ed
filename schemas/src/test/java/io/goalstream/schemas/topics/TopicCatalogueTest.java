package io.goalstream.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.goalstream.schemas.topics.Topic.Audience;
import io.goalstream.schemas.topics.Topic.Keeping;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
  private static final Pattern NAME = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)*\\.v[1-9][0-9]*");

  /**
   * Words that are no plurals by their nature: one organization, one world, one stream of input.
   */
  private static final Set<String> SINGULARS =
      Set.of("organization", "progress", "world", "judge-input");

  private static final Set<String> SERVICES =
      Set.of(
          TopicCatalogue.INGEST,
          TopicCatalogue.GOALS,
          TopicCatalogue.ATTAINMENT,
          TopicCatalogue.NOTIFICATION,
          TopicCatalogue.DASHBOARD);

  @Test
  void namesAreOwnerPluralAndMajorVersion() {
    assertThat(TopicCatalogue.all()).allSatisfy(topic -> assertThat(topic.name()).matches(NAME));
    assertThat(TopicCatalogue.all())
        .extracting(topic -> topic.name().split("\\.", -1)[1])
        .allSatisfy(word -> assertThat(SINGULARS.contains(word) || word.endsWith("s")).isTrue());
  }

  @Test
  void namesSubjectsAndRecordsAreUsedOnce() {
    assertThat(TopicCatalogue.all()).extracting(Topic::name).doesNotHaveDuplicates();
    assertThat(TopicCatalogue.all()).extracting(Topic::subject).doesNotHaveDuplicates();
    assertThat(TopicCatalogue.all())
        .extracting(topic -> topic.value().getFullName())
        .doesNotHaveDuplicates();
  }

  @Test
  void sideTopicsAreNamedAfterTheirTopicAndNeverTakeTheNameOfAnother() {
    assertThat(TopicCatalogue.DEALS.unreadable()).isEqualTo("sales.deals.v1.unreadable");
    assertThat(TopicCatalogue.DEALS.rejected()).isEqualTo("sales.deals.v1.rejected");
    assertThat(TopicCatalogue.DEALS.subject()).isEqualTo("sales.deals.v1-value");
  }

  @Test
  void theNamespaceOfARecordEndsWithTheVersionOfItsTopic() {
    assertThat(TopicCatalogue.all())
        .allSatisfy(
            topic ->
                assertThat(topic.value().getNamespace())
                    .endsWith(topic.name().substring(topic.name().lastIndexOf('.'))));
  }

  @Test
  void recordsOfInternalTopicsAreKeptApartFromPublicOnes() {
    assertThat(TopicCatalogue.all())
        .allSatisfy(
            topic ->
                assertThat(topic.value().getNamespace().contains(".internal."))
                    .as(topic.name())
                    .isEqualTo(topic.audience() == Audience.INTERNAL));
  }

  @Test
  void factTopicsAndTheWorldShareOneNumberOfPartitions() {
    assertThat(
            List.of(
                TopicCatalogue.INTAKE_DEALS,
                TopicCatalogue.INTAKE_ACTIVITIES,
                TopicCatalogue.DEALS,
                TopicCatalogue.ACTIVITIES,
                TopicCatalogue.WORLD))
        .extracting(Topic::partitions)
        .containsOnly(TopicCatalogue.DEALS.partitions());
  }

  @Test
  void progressAndTheInputOfTheJudgeShareOneNumberOfPartitions() {
    assertThat(TopicCatalogue.JUDGE_INPUT.partitions())
        .isEqualTo(TopicCatalogue.PROGRESS.partitions());
  }

  @Test
  void definitionsOrganizationAndRatesHaveOneOrderForEverybody() {
    assertThat(
            List.of(
                TopicCatalogue.GOAL_DEFINITIONS,
                TopicCatalogue.ORGANIZATION,
                TopicCatalogue.EXCHANGE_RATES))
        .extracting(Topic::partitions)
        .containsOnly(1);
  }

  @Test
  void everyTopicHasOneWriterAndOnlyServicesAreNamed() {
    assertThat(TopicCatalogue.all())
        .allSatisfy(
            topic -> {
              assertThat(topic.writers()).hasSize(1).isSubsetOf(SERVICES);
              assertThat(topic.readers()).isSubsetOf(SERVICES);
            });
  }

  @Test
  void internalTopicsStayInsideOneService() {
    assertThat(TopicCatalogue.all())
        .filteredOn(topic -> topic.audience() == Audience.INTERNAL)
        .allSatisfy(topic -> assertThat(topic.readers()).isEqualTo(topic.writers()));
  }

  @Test
  void currentStateIsCompactedAndEventsEnd() {
    assertThat(TopicCatalogue.DEALS.settings())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("segment.ms", "21600000")
        .doesNotContainKey("retention.ms");
    assertThat(TopicCatalogue.DEALS.retention()).isEmpty();
    assertThat(TopicCatalogue.ATTAINMENT_EVENTS.settings())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "7776000000");
    assertThat(TopicCatalogue.ATTAINMENT_EVENTS.retention())
        .hasValueSatisfying(time -> assertThat(time).hasDays(90));
  }

  @Test
  void theBrokerStampsEveryRecordSoThatOldFactsDoNotFallOutOfRetention() {
    assertThat(TopicCatalogue.all())
        .extracting(Topic::settings)
        .allSatisfy(
            settings ->
                assertThat(settings).containsEntry("message.timestamp.type", "LogAppendTime"));
  }

  @Test
  void compactedTopicsHaveAKey() {
    assertThat(TopicCatalogue.all())
        .filteredOn(topic -> topic.keeping() instanceof Keeping.LatestOfKey)
        .extracting(Topic::key)
        .allSatisfy(key -> assertThat(key).isNotBlank().isNotEqualTo("none"));
  }

  @Test
  void publicTopicsAreThoseOfTheCatalogueThatAreNotInternal() {
    Function<Topic, Audience> audience = Topic::audience;
    assertThat(TopicCatalogue.publicTopics()).extracting(audience).containsOnly(Audience.PUBLIC);
    assertThat(TopicCatalogue.publicTopics())
        .hasSize(TopicCatalogue.all().size() - 2)
        .doesNotContain(TopicCatalogue.WORLD, TopicCatalogue.JUDGE_INPUT);
  }

  @Test
  void aTopicIsFoundByItsNameAndAnUnknownNameIsRefused() {
    assertThat(TopicCatalogue.named("sales.deals.v1")).isSameAs(TopicCatalogue.DEALS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopicCatalogue.named("sales.leads.v1"))
        .withMessage("No topic is named sales.leads.v1");
  }
}
