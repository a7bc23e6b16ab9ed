package io.goalstream.goals.rest;

import io.goalstream.goals.application.Objectives;
import io.goalstream.goals.application.Objectives.Branch;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.domain.objective.Objective;
import io.goalstream.goals.domain.objective.RollUp;
import io.goalstream.goals.domain.objective.Score;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Objectives with their key results. */
@RestController
@RequestMapping("/api/v1/objectives")
class ObjectiveController {
  private final Objectives objectives;

  ObjectiveController(Objectives objectives) {
    this.objectives = objectives;
  }

  record KeyResultBody(@Nullable String goalId, @Nullable BigDecimal weight) {}

  record ObjectiveBody(
      @Nullable String id,
      @Nullable String name,
      @Nullable String why,
      TermsBody.@Nullable OwnerBody owner,
      Objective.@Nullable Kind kind,
      @Nullable String parentId,
      @Nullable List<@Nullable KeyResultBody> keyResults) {
    Objectives.Request request(String chosen) {
      List<Objective.KeyResult> all = new ArrayList<>();
      for (KeyResultBody one : TermsBody.present(keyResults, "keyResults", "an object")) {
        all.add(
            new Objective.KeyResult(
                Optional.ofNullable(one.goalId()).orElse("nothing"),
                Optional.ofNullable(one.weight()).orElse(BigDecimal.ONE)));
      }
      Optional<TermsBody.OwnerBody> whose = Optional.ofNullable(owner);
      return new Objectives.Request(
          chosen,
          Optional.ofNullable(name).orElse(""),
          Optional.ofNullable(why),
          new Terms.Owner(
              whose.map(TermsBody.OwnerBody::kind).orElse("nothing"),
              whose.map(TermsBody.OwnerBody::id).orElse("nothing")),
          Optional.ofNullable(kind).orElse(Objective.Kind.ASPIRATIONAL),
          Optional.ofNullable(parentId),
          all);
    }
  }

  /** An objective with how far it is. */
  record ObjectiveView(
      String id,
      String name,
      @Nullable String why,
      Terms.Owner owner,
      Objective.Kind kind,
      @Nullable String parentId,
      boolean closed,
      BigDecimal score,
      BigDecimal expected,
      boolean success,
      String worstStatus,
      String statusByProgress,
      List<Score.KeyResultScore> keyResults,
      RollUpView rollUp,
      String changedBy,
      Instant changedAt) {
    static ObjectiveView of(Branch branch) {
      Objective objective = branch.objective().value();
      Score score = branch.score();
      return new ObjectiveView(
          objective.id(),
          objective.name(),
          objective.why().orElse(null),
          objective.owner(),
          objective.kind(),
          objective.parentId().orElse(null),
          objective.closed(),
          score.value(),
          score.expected(),
          score.success(),
          score.worst(),
          score.byProgress(),
          score.keyResults(),
          RollUpView.of(branch.rollUp()),
          objective.changedBy(),
          objective.changedAt());
    }
  }

  /** How far an objective is together with all that are aligned with it. */
  record RollUpView(
      int objectives,
      BigDecimal score,
      BigDecimal expected,
      String worstStatus,
      String statusByProgress) {
    static RollUpView of(RollUp rollUp) {
      return new RollUpView(
          rollUp.objectives(),
          rollUp.value(),
          rollUp.expected(),
          rollUp.worst(),
          rollUp.byProgress());
    }
  }

  /** An objective with those that are aligned with it. */
  record BranchView(ObjectiveView objective, List<BranchView> below) {
    static BranchView of(Branch branch) {
      return new BranchView(
          ObjectiveView.of(branch), branch.below().stream().map(BranchView::of).toList());
    }
  }

  record Tree(List<BranchView> objectives) {}

  @PostMapping
  ResponseEntity<ObjectiveView> create(@RequestBody ObjectiveBody body, Caller caller) {
    String id = Optional.ofNullable(body.id()).orElseGet(() -> UUID.randomUUID().toString());
    Stored<Objective> objective =
        RefusedException.unless(
            objectives.create(allowed(body.request(id), caller), caller.actor()));
    return ResponseEntity.created(URI.create("/api/v1/objectives/" + objective.id()))
        .eTag(ETags.of(objective))
        .body(view(objective));
  }

  /** The alignment of all objectives, or of those of one owner. */
  @GetMapping
  Tree tree(@RequestParam Optional<String> ownerId, Caller caller) {
    Optional<Set<String>> owners = caller.owners(Action.READ_OBJECTIVES);
    return new Tree(visible(objectives.tree(ownerId), owners).map(BranchView::of).toList());
  }

  @GetMapping("/{id}")
  ResponseEntity<ObjectiveView> one(@PathVariable String id, Caller caller) {
    return answer(caller.objective(Action.READ_OBJECTIVES, id));
  }

  @PutMapping("/{id}")
  ResponseEntity<ObjectiveView> change(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody ObjectiveBody body,
      Caller caller) {
    if (ifMatch == null) {
      throw new UnnamedVersionException();
    }
    caller.objective(Action.SET_OBJECTIVES, id);
    Objectives.Request request = allowed(body.request(id), caller);
    return answer(
        RefusedException.unless(
            objectives.change(ETags.guarded(id, ifMatch), request, caller.actor())));
  }

  @PostMapping("/{id}/closing")
  ResponseEntity<ObjectiveView> close(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    caller.objective(Action.SET_OBJECTIVES, id);
    return answer(
        RefusedException.unless(objectives.close(ETags.guarded(id, ifMatch), caller.actor())));
  }

  /** Key results show numbers of goals, so who names a goal has to see it. */
  private static Objectives.Request allowed(Objectives.Request request, Caller caller) {
    caller.needs(Action.SET_OBJECTIVES, request.owner());
    for (Objective.KeyResult keyResult : request.keyResults()) {
      caller.needsWhereKnown(Action.READ_GOALS, keyResult.goalId());
    }
    return request;
  }

  /** What is below an objective that the caller may not see moves up to where it can be seen. */
  private static Stream<Branch> visible(List<Branch> branches, Optional<Set<String>> owners) {
    return branches.stream()
        .flatMap(
            branch -> {
              Stream<Branch> below = visible(branch.below(), owners);
              String owner = branch.objective().value().owner().id();
              return owners.map(ids -> ids.contains(owner)).orElse(true)
                  ? Stream.of(
                      new Branch(
                          branch.objective(), branch.score(), branch.rollUp(), below.toList()))
                  : below;
            });
  }

  private ResponseEntity<ObjectiveView> answer(Stored<Objective> objective) {
    return ResponseEntity.ok().eTag(ETags.of(objective)).body(view(objective));
  }

  private ObjectiveView view(Stored<Objective> objective) {
    return ObjectiveView.of(objectives.branch(objective));
  }
}
