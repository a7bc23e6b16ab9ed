package io.goalstream.attainment.streams;

import static io.goalstream.attainment.streams.DrivenEngine.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.streams.processor.StateStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every fact store does. */
abstract class FactStoreContractTest {
  static final String NAME = "facts";
  private static final byte[] BEGINNING = {};

  private StateStore opened = new FactsInMemory(NAME);
  private StoreContext context =
      new StoreContext(StoreContext.freshDirectory("contract"), Map.of());
  private FactStore store = new FactsInMemory(NAME);

  /** A store that is not open yet and has nothing kept. */
  abstract StateStore closedStore();

  /** What it is opened with. */
  abstract StoreContext contextOf();

  @BeforeEach
  void open() {
    context = contextOf();
    opened = context.open(closedStore());
    store = context.forProcessor(NAME);
  }

  @AfterEach
  void close() {
    opened.close();
  }

  FactStore store() {
    return store;
  }

  @Test
  void aRecordSaysWhatItReplacedAndKeepsItsPlace() {
    FactStore.Replaced first = put("d", "one");
    put("e", "other");
    FactStore.Replaced second = put("d", "two");
    FactStore.Replaced same = put("d", "two");

    assertThat(text(first.former())).isNull();
    assertThat(text(second.former())).isEqualTo("one");
    assertThat(text(same.former())).isEqualTo("two");
    assertThat(second.place()).isEqualTo(first.place());
    assertThat(same.place()).isEqualTo(first.place());
    assertThat(walked(10)).containsExactlyInAnyOrder("d=two", "e=other");
    assertThat(store.size()).isEqualTo(2);
  }

  @Test
  void aRecordWithoutAValueRemovesTheFormerOneAndMayBeFollowed() {
    put("d", "one");
    put("e", "other");

    FactStore.Replaced removed = put("d", null);
    assertThat(text(removed.former())).isEqualTo("one");
    assertThat(store.size()).isEqualTo(1);
    assertThat(walked(10)).containsExactly("e=other");
    assertThat(text(put("d", null).former())).isNull();
    assertThat(store.size()).isEqualTo(1);

    assertThat(text(put("d", "two").former())).isNull();
    assertThat(store.size()).isEqualTo(2);
    assertThat(walked(10)).containsExactlyInAnyOrder("d=two", "e=other");
  }

  @Test
  void removingWhatWasNeverThereChangesNothing() {
    assertThat(text(put("d", null).former())).isNull();

    assertThat(store.size()).isZero();
    assertThat(walked(10)).isEmpty();
  }

  @Test
  void anEmptyValueIsAValue() {
    put("d", "");

    assertThat(store.size()).isEqualTo(1);
    assertThat(text(put("d", "one").former())).isEmpty();
    assertThat(text(put("d", "").former())).isEqualTo("one");
    assertThat(store.size()).isEqualTo(1);
    assertThat(text(put("d", null).former())).isEmpty();
    assertThat(store.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void anEmptyKeyIsAKeyWithAPlaceAfterTheBeginning(int slice) {
    FactStore.Replaced first = put("", "nameless");
    put("\0", "zero");
    put("\0\0", "two zeros");
    put("d", "one");

    assertThat(Arrays.compareUnsigned(first.place(), BEGINNING)).isPositive();
    assertThat(text(put("", "nameless").former())).isEqualTo("nameless");
    assertThat(walked(slice))
        .containsExactlyInAnyOrder("=nameless", "\0=zero", "\0\0=two zeros", "d=one");
    assertThat(store.size()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "7, 1", "7, 2", "7, 3", "7, 7", "7, 8", "600, 256"})
  void aWalkInSlicesMeetsEachRecordOnceInTheOrderOfPlaces(int records, int slice) {
    for (int record = 0; record < records; record++) {
      put("d" + record, "v" + record);
    }

    List<byte[]> places = new ArrayList<>();
    int passed = slice;
    byte[] cursor = BEGINNING;
    while (passed == slice) {
      int before = places.size();
      byte[] after = cursor;
      passed =
          store.walk(
              after,
              slice,
              (place, _) -> {
                assertThat(Arrays.compareUnsigned(place, after)).isPositive();
                places.add(place);
              });
      assertThat(places.size() - before).isEqualTo(passed);
      cursor = places.isEmpty() ? BEGINNING : places.getLast();
    }

    assertThat(places).hasSize(records).isSortedAccordingTo(Arrays::compareUnsigned);
    assertThat(store.walk(cursor, slice, (_, _) -> {})).isZero();
  }

  @Test
  void aWalkGoesOnFromThePlaceOfARecordThatIsGone() {
    List.of("a", "b", "c").forEach(key -> put(key, "v"));
    List<byte[]> met = new ArrayList<>();
    store.walk(BEGINNING, 2, (place, _) -> met.add(place));

    put("b", null);

    List<String> rest = new ArrayList<>();
    store.walk(met.getLast(), 10, (_, value) -> rest.add(text(value)));
    assertThat(rest).containsExactly("v");
  }

  @Test
  void whatIsRestoredIsTheLatestOfEachKey() {
    context.write(bytes("d"), bytes("one"));
    context.write(bytes("e"), bytes("other"));
    context.write(bytes("d"), bytes("two"));
    context.write(bytes("f"), null);
    context.write(bytes(""), bytes("nameless"));
    context.write(bytes("g"), bytes(""));
    context.restore();
    context.write(bytes("e"), null);
    context.restore();
    FactStore restored = context.forProcessor(NAME);

    assertThat(restored.size()).isEqualTo(3);
    assertThat(walked(2)).contains("d=two", "=nameless").doesNotContain("e=other");
    assertThat(text(put("d", "two").former())).isEqualTo("two");
    assertThat(text(put("e", "new").former())).isNull();
    assertThat(text(put("f", "new").former())).isNull();
    assertThat(text(put("g", "new").former())).isEmpty();
    assertThat(restored.size()).isEqualTo(5);
  }

  @Test
  void whatIsRestoredLaterIsInTheNumberToo() {
    put("d", "one");
    put("e", "one");
    assertThat(store.size()).isEqualTo(2);

    // The task goes on as a standby, and becomes active again.
    context.write(bytes("e"), bytes("two"));
    context.write(bytes("f"), bytes("one"));
    context.write(bytes("g"), bytes("one"));
    context.write(bytes("d"), null);
    context.restore();

    assertThat(context.forProcessor(NAME).size()).isEqualTo(3);
  }

  @Test
  void whoeverWorksOnTheStoreSeesTheSameNumber() {
    FactStore other = context.forProcessor(NAME);
    assertThat(other.size()).isZero();

    put("d", "one");

    assertThat(store.size()).isEqualTo(1);
    assertThat(other.size()).isEqualTo(1);
  }

  static LongStream seeds() {
    String seed = System.getProperty("seed", "");
    return seed.isBlank() ? LongStream.range(0, 5) : LongStream.of(Long.parseLong(seed));
  }

  /**
   * What the engine relies on: with changes before the cursor applied at once and all others left
   * to the walk, exactly what is there has been met when the walk ends.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void itIsLikeAMapAndAWalkWithChangesBetweenItsSlicesEndsWithAllThatIsThere(
      long seed, TestReporter reporter) {
    reporter.publishEntry("seed", String.valueOf(seed));
    Random random = new Random(seed);
    Map<String, String> model = new TreeMap<>();
    try {
      for (int i = random.nextInt(4000); i > 0; i--) {
        String key = key(random);
        String value = value(random);
        context.write(latin(key), latinOrNone(value));
        change(model, key, value);
      }
      context.restore();
      store = context.forProcessor(NAME);
      for (int walk = 0; walk < 4; walk++) {
        walkWithChanges(random, model);
      }
    } catch (AssertionError e) {
      throw new AssertionError("Replay with -Dseed=" + seed + ": " + e.getMessage(), e);
    }
  }

  private void walkWithChanges(Random random, Map<String, String> model) {
    Map<String, String> placed = new TreeMap<>();
    byte[][] cursor = {BEGINNING};
    int slice = 1 + random.nextInt(300);
    int passed = slice;
    while (passed > 0) {
      for (int i = random.nextInt(2 * slice); i > 0; i--) {
        String key = key(random);
        String value = value(random);
        FactStore.Replaced replaced = store.put(latin(key), latinOrNone(value));
        assertThat(latinText(replaced.former())).isEqualTo(change(model, key, value));
        if (Arrays.compareUnsigned(replaced.place(), cursor[0]) <= 0) {
          change(placed, latinText(replaced.place()), value);
        }
      }
      assertThat(store.size()).isEqualTo(model.size());
      passed =
          store.walk(
              cursor[0],
              slice,
              (place, value) -> {
                assertThat(Arrays.compareUnsigned(place, cursor[0])).isPositive();
                cursor[0] = place;
                placed.put(Objects.requireNonNull(latinText(place)), latinText(value));
              });
      assertThat(passed).isLessThanOrEqualTo(slice);
    }
    // A place whose record is gone may be passed as an empty value, which is no fact.
    placed.values().removeIf(String::isEmpty);
    Map<String, String> there = new TreeMap<>();
    model.forEach((key, value) -> there.put(latinText(placeOf(key, value)), value));
    there.values().removeIf(String::isEmpty);
    assertThat(placed).isEqualTo(there);
  }

  private byte[] placeOf(String key, String value) {
    FactStore.Replaced same = store.put(latin(key), latinOrNone(value));
    assertThat(latinText(same.former())).isEqualTo(value);
    return same.place();
  }

  private static @Nullable String change(
      Map<String, String> map, @Nullable String key, @Nullable String value) {
    String known = Objects.requireNonNull(key);
    return value == null ? map.remove(known) : map.put(known, value);
  }

  /** Short and long, with bytes of all signs, often one the beginning of another. */
  private static String key(Random random) {
    StringBuilder key = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      key.append("\0\u0001\u007f\u0080\u00ffabcdefghi".charAt(random.nextInt(14)));
    }
    return key.toString();
  }

  private static @Nullable String value(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> null;
      case 2 -> "";
      default -> "v" + random.nextInt(1000);
    };
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte @Nullable [] latinOrNone(@Nullable String text) {
    return text == null ? null : latin(text);
  }

  private static @Nullable String latinText(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  FactStore.Replaced put(String key, @Nullable String value) {
    return store.put(bytes(key), value == null ? null : bytes(value));
  }

  /** What a walk in such slices meets, without places whose record is gone. */
  private List<String> walked(int slice) {
    List<byte[]> places = new ArrayList<>(List.of(BEGINNING));
    List<String> values = new ArrayList<>();
    int passed = slice;
    while (passed == slice) {
      passed =
          store.walk(
              places.getLast(),
              slice,
              (place, value) -> {
                assertThat(Arrays.compareUnsigned(place, places.getLast())).isPositive();
                places.add(place);
                values.add(text(value));
              });
    }
    List<String> met = new ArrayList<>();
    for (String key : List.of("", "\0", "\0\0", "d", "e", "f", "g")) {
      int at = indexOf(places, key);
      if (at > 0 && !values.get(at - 1).isEmpty()) {
        met.add(key + "=" + values.get(at - 1));
      }
    }
    assertThat(values.stream().filter(value -> !value.isEmpty())).hasSize(met.size());
    return met;
  }

  /** Where the walk met the key; asked of the store, which alone knows the place of a key. */
  private int indexOf(List<byte[]> places, String key) {
    byte[] former = store.put(bytes(key), null).former();
    byte[] place = store.put(bytes(key), former).place();
    for (int i = 1; i < places.size(); i++) {
      if (Arrays.equals(places.get(i), place)) {
        return i;
      }
    }
    return -1;
  }

  static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
