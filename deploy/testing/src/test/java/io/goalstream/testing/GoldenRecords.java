package io.goalstream.testing;

import io.goalstream.schemas.topics.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The example records whose bytes are kept in the schemas module. */
final class GoldenRecords {

  private GoldenRecords() {}

  /** Avro binary of the topic's example in its newest version, without any prefix. */
  static byte[] of(Topic topic) throws IOException {
    Path directory = TestParts.root().resolve("schemas/src/test/resources/golden");
    int version = 1;
    while (Files.exists(file(directory, topic, version + 1))) {
      version++;
    }
    String hex = Files.readString(file(directory, topic, version)).replaceAll("\\s", "");
    return HexFormat.of().parseHex(hex);
  }

  private static Path file(Path directory, Topic topic, int version) {
    return directory.resolve(topic.value().getName() + "-v" + version + ".hex");
  }

  static Class<? extends SpecificRecord> type(Topic topic) {
    Class<?> type = SpecificData.get().getClass(topic.value());
    return type.asSubclass(SpecificRecord.class);
  }
}
