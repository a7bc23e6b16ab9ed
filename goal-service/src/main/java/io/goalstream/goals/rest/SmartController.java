package io.goalstream.goals.rest;

import io.goalstream.goals.application.SmartChecks;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.domain.smart.SmartCheck;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether goals are SMART, before and after they are made. */
@RestController
@RequestMapping("/api/v1/goals")
class SmartController {
  private final SmartChecks checks;

  SmartController(SmartChecks checks) {
    this.checks = checks;
  }

  /** The findings for all five letters; the verdict is the worst of them. */
  record SmartView(SmartCheck.Verdict verdict, List<LetterView> letters) {
    static SmartView of(SmartCheck.Report report) {
      return new SmartView(
          report.verdict(), report.findings().stream().map(LetterView::of).toList());
    }
  }

  record LetterView(
      SmartCheck.Letter letter, SmartCheck.Verdict verdict, List<RemarkView> remarks) {
    static LetterView of(SmartCheck.Finding finding) {
      return new LetterView(
          finding.letter(),
          finding.verdict(),
          finding.remarks().stream()
              .map(remark -> new RemarkView(remark.reason(), remark.suggestion().orElse(null)))
              .toList());
    }
  }

  @Schema(name = "SmartRemarkView")
  record RemarkView(String reason, @Nullable String suggestion) {}

  /** Checks a goal that is only thought of; nothing is made. */
  @PostMapping("/smart-check")
  SmartView check(@RequestBody TermsBody body, Caller caller) {
    TermsRequest request = body.request();
    caller.needs(Action.READ_GOALS, request);
    caller.needsParent(request, Optional.empty());
    return SmartView.of(checks.check(request));
  }

  @GetMapping("/{id}/smart-check")
  SmartView check(@PathVariable String id, Caller caller) {
    return SmartView.of(checks.check(caller.goal(Action.READ_GOALS, id).value()));
  }
}
