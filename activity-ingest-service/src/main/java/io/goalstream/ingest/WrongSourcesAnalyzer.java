package io.goalstream.ingest;

import io.goalstream.ingest.webhooks.Sources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in the log what is wrong with the files of sources, and nothing else. */
final class WrongSourcesAnalyzer extends AbstractFailureAnalyzer<Sources.WrongFileException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, Sources.WrongFileException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Mend the files in the directory that GOALSTREAM_SOURCES_DIRECTORY names (see"
            + " docs/integrating/webhooks.md), or the settings that they name, and start again.",
        cause);
  }
}
