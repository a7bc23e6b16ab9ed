package io.goalstream.schemas.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.goalstream.schemas.topics.Topic.Audience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * The versions of each subject that were ever released, one file each. The current schema must be
 * the newest of them, and must get along with all earlier ones as the registry will demand.
 */
public final class SchemaHistory {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  SchemaHistory(Path directory) {
    this.directory = directory;
  }

  public static SchemaHistory ofThisModule() {
    return new SchemaHistory(Path.of("history"));
  }

  /** All released versions of the subject, the oldest first. */
  public List<Schema> versions(String subject) throws IOException {
    List<Schema> versions = new ArrayList<>();
    for (Path file = file(subject, 1);
        Files.exists(file);
        file = file(subject, versions.size() + 1)) {
      versions.add(new Schema.Parser().parse(Files.readString(file)));
    }
    return versions;
  }

  /** Names of everything in the history, relative to its directory. */
  List<String> files() throws IOException {
    try (var paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> directory.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  /** Writes the current schema as the next version, if it differs from the newest. */
  public void record(String subject, Schema current) throws IOException {
    if (missing(subject, current).isPresent()) {
      Path file = file(subject, versions(subject).size() + 1);
      Files.createDirectories(directory.resolve(subject));
      Files.writeString(file, JSON.readTree(current.toString()).toPrettyString() + "\n");
    }
  }

  /**
   * What to do when the current schema is not the newest version. Docs count, because a registry
   * compares the text.
   */
  Optional<String> missing(String subject, Schema current) throws IOException {
    List<Schema> versions = versions(subject);
    if (!versions.isEmpty() && versions.getLast().toString().equals(current.toString())) {
      return Optional.empty();
    }
    return Optional.of(
        ("schemas/%s is missing: the schema of %s is not its newest released version. Run mvn -pl"
                + " schemas test -Dgoalstream.regenerate=true, and commit the file beside the older"
                + " ones; it is what the registry will get as the next version.")
            .formatted(file(subject, versions.size() + 1), subject));
  }

  /** Why the current schema must not follow the earlier ones, in sentences; empty when it may. */
  static List<String> breaches(Schema current, List<Schema> earlier, Audience audience) {
    List<String> breaches = new ArrayList<>();
    for (int index = 0; index < earlier.size(); index++) {
      String version = "version " + (index + 1);
      unreadable(current, earlier.get(index))
          .ifPresent(why -> breaches.add("The current schema cannot read " + version + ": " + why));
      if (audience == Audience.PUBLIC) {
        String reader = "A reader with ";
        unreadable(earlier.get(index), current)
            .ifPresent(
                why -> breaches.add(reader + version + " cannot read the current schema: " + why));
      }
    }
    return breaches;
  }

  private static Optional<String> unreadable(Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    return result.getType() == SchemaCompatibilityType.COMPATIBLE
        ? Optional.empty()
        : Optional.of(result.getResult().getIncompatibilities().toString());
  }

  private Path file(String subject, int version) {
    return directory.resolve(subject).resolve("v" + version + ".avsc");
  }
}
