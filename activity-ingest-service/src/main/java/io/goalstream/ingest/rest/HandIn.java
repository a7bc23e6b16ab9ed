package io.goalstream.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.goalstream.ingest.application.Intake;
import io.goalstream.ingest.application.Intake.Result;
import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands facts in, in whatever form they came, and says of each what came of it. */
final class HandIn {
  private final Intake intake;

  HandIn(Intake intake) {
    this.intake = intake;
  }

  /** The answer to one fact. */
  record Received(String receipt, String id, long version) {}

  /** What came of one fact of several: a receipt, or errors. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Said(
      @Nullable String id,
      @Nullable Long version,
      @Nullable String receipt,
      @Nullable List<Violation> errors) {
    static Said wrong(List<Violation> errors) {
      return new Said(null, null, null, errors);
    }

    boolean isReceived() {
      return receipt != null;
    }
  }

  /** The answer to a change of single fields. */
  record ChangeReceived(String receipt, String id) {}

  ChangeReceived one(FactJson.ParsedChange parsed) {
    Change change =
        parsed.change().orElseThrow(() -> RefusedException.misshapen(parsed.violations()));
    return switch (intake.receive(change)) {
      case Result.Received(String receipt, Fact taken) -> new ChangeReceived(receipt, taken.id());
      case Result.Refused(List<Violation> violations) -> throw RefusedException.invalid(violations);
    };
  }

  Received one(FactJson.Parsed parsed) {
    return one(parsed.fact().orElseThrow(() -> RefusedException.misshapen(parsed.violations())));
  }

  Received one(Fact fact) {
    return switch (intake.receive(List.of(fact)).getFirst()) {
      case Result.Received(String receipt, Fact taken) ->
          new Received(receipt, taken.id(), taken.version());
      case Result.Refused(List<Violation> violations) -> throw RefusedException.invalid(violations);
    };
  }

  /** Hands in those that could be read; the answers have the order of all. */
  List<Said> all(List<FactJson.Parsed> parsed) {
    List<Fact> facts = parsed.stream().flatMap(each -> each.fact().stream()).toList();
    var results = intake.receive(facts).iterator();
    List<Said> said = new ArrayList<>(parsed.size());
    for (FactJson.Parsed each : parsed) {
      said.add(each.fact().isPresent() ? said(results.next()) : Said.wrong(each.violations()));
    }
    return said;
  }

  private static Said said(Result result) {
    return switch (result) {
      case Result.Received(String receipt, Fact fact) ->
          new Said(fact.id(), fact.version(), receipt, null);
      case Result.Refused(List<Violation> violations) -> Said.wrong(violations);
    };
  }
}
