package io.goalstream.ingest.rest;

import io.goalstream.ingest.application.KnownReps;
import io.goalstream.ingest.application.OwnerMap;
import io.goalstream.ingest.application.OwnerMap.Owner;
import io.goalstream.ingest.application.WaitingFacts;
import io.goalstream.ingest.domain.SourceUser;
import io.goalstream.ingest.domain.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Says which reps the users of other systems are, and shows for whom facts wait. Facts that waited
 * for a user are admitted within a second or two.
 */
@RestController
@RequestMapping("/api/v1/owners")
class OwnerController {
  private static final SequencedSet<String> NAMES =
      new LinkedHashSet<>(List.of("source", "user", "repId"));
  private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final int LONGEST = 200;

  private final OwnerMap owners;
  private final WaitingFacts waiting;
  private final KnownReps reps;

  OwnerController(OwnerMap owners, WaitingFacts waiting, KnownReps reps) {
    this.owners = owners;
    this.waiting = waiting;
    this.reps = reps;
  }

  /** Who users are. */
  record Answer(List<Shown> owners) {}

  /** A user, and the rep who the user is. */
  record Shown(String source, String user, String repId) {}

  /** Users of whom nobody has said who they are. */
  record UnknownAnswer(List<Unknown> unknown) {}

  /**
   * One of them.
   *
   * @param facts how many wait
   */
  record Unknown(String source, String user, long facts) {}

  @GetMapping
  Answer all(@RequestParam Optional<String> source) {
    return new Answer(
        owners.all().entrySet().stream()
            .filter(one -> source.filter(name -> !name.equals(one.getKey().source())).isEmpty())
            .map(one -> new Shown(one.getKey().source(), one.getKey().user(), one.getValue()))
            .toList());
  }

  @GetMapping("/unknown")
  UnknownAnswer unknown() {
    return new UnknownAnswer(
        waiting.unknownOwners().entrySet().stream()
            .map(one -> new Unknown(one.getKey().source(), one.getKey().user(), one.getValue()))
            .toList());
  }

  /** All of them, or none. */
  @PutMapping
  Answer save(@RequestBody JsonNode body) {
    FactController.checkSize(body);
    List<Owner> wanted = new ArrayList<>();
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      Fields fields = new Fields(body.get(i)).only(NAMES);
      String source = fields.text("source").orElse("");
      String user = fields.text("user").orElse("");
      String repId = fields.text("repId").orElse("");
      String at = "[%d]".formatted(i);
      List<Violation> wrong = new ArrayList<>(fields.violations());
      wrong.addAll(checked(source, user, repId));
      wrong.forEach(
          one ->
              violations.add(new Violation(at + "." + one.field(), one.found(), one.expected())));
      wanted.add(new Owner(new SourceUser(source, user), repId));
    }
    return save(wanted, violations);
  }

  @PutMapping("/{source}/{user}")
  Answer save(@PathVariable String source, @PathVariable String user, @RequestBody JsonNode body) {
    Fields fields = new Fields(body).only(new LinkedHashSet<>(List.of("repId")));
    String repId = fields.text("repId").orElse("");
    List<Violation> violations = new ArrayList<>(fields.violations());
    violations.addAll(checked(source, user, repId));
    return save(List.of(new Owner(new SourceUser(source, user), repId)), violations);
  }

  @DeleteMapping("/{source}/{user}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void forget(@PathVariable String source, @PathVariable String user) {
    SourceUser one = new SourceUser(source, user);
    if (owners.repOf(one).isEmpty()) {
      throw new UnknownException("owner", one.key(), "one of those that GET /api/v1/owners shows");
    }
    owners.remove(one);
  }

  private Answer save(List<Owner> wanted, List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw RefusedException.misshapen(violations);
    }
    Set<String> named = new HashSet<>();
    wanted.forEach(owner -> named.add(owner.repId()));
    Set<String> unknown = reps.unknownAmong(named);
    if (!unknown.isEmpty()) {
      throw RefusedException.invalid(
          unknown.stream()
              .sorted()
              .map(repId -> new Violation("repId", repId, "the id of a known rep"))
              .toList());
    }
    owners.put(wanted);
    return new Answer(
        wanted.stream()
            .map(owner -> new Shown(owner.user().source(), owner.user().user(), owner.repId()))
            .toList());
  }

  private static List<Violation> checked(String source, String user, String repId) {
    List<Violation> violations = new ArrayList<>();
    if (!SOURCE.matcher(source).matches()) {
      violations.add(
          new Violation(
              "source", source, "1 to 100 letters, digits, points, strokes or underscores"));
    }
    checkLength("user", user, violations);
    checkLength("repId", repId, violations);
    return violations;
  }

  private static void checkLength(String field, String text, List<Violation> violations) {
    if (text.isBlank() || text.length() > LONGEST) {
      violations.add(
          new Violation(
              field,
              text.isBlank() ? "nothing" : text.length() + " characters",
              "1 to %d characters".formatted(LONGEST)));
    }
  }
}
