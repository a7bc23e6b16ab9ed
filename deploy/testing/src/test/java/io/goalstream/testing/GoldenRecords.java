package io.goalstream.testing;

import io.goalstream.schemas.topics.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The example records whose bytes are kept in the schemas module. */
final class GoldenRecords {

  private GoldenRecords() {}

  /** Avro binary of the topic's example, without any prefix. */
  static byte[] of(Topic topic) throws IOException {
    String file = "schemas/src/test/resources/golden/" + topic.value().getName() + "-v1.hex";
    String hex = Files.readString(TestParts.root().resolve(file)).replaceAll("\\s", "");
    return HexFormat.of().parseHex(hex);
  }

  static Class<? extends SpecificRecord> type(Topic topic) {
    Class<?> type = SpecificData.get().getClass(topic.value());
    return type.asSubclass(SpecificRecord.class);
  }
}
