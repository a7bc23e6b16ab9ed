package io.goalstream.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A demo company, loaded and kept alive through the public doors, as anybody could do it:
 * organization and goals through goal-service, deals and activities through the intake. Its past is
 * the same at every start of a day, so loading it again changes nothing.
 */
final class Demo {
  private static final int BATCH = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Ports ports;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final ObjectMapper json = new ObjectMapper();

  Demo(Ports ports) {
    this.ports = ports;
  }

  /** Loads what is not there yet, and returns once the first number of the company can be read. */
  void load(Consumer<String> say) throws InterruptedException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    DemoCompany company = new DemoCompany(today);
    company
        .units()
        .forEach((id, body) -> send("PUT", ports.goals(), "/organization/units/" + id, body));
    company
        .reps()
        .forEach((id, body) -> send("PUT", ports.goals(), "/organization/reps/" + id, body));
    company
        .managed()
        .forEach((id, body) -> send("PUT", ports.goals(), "/organization/units/" + id, body));
    int added = 0;
    for (Map<String, Object> goal : company.goals()) {
      if (send("POST", ports.goals(), "/goals", goal) == 201) {
        send("POST", ports.goals(), "/goals/" + goal.get("id") + "/activation", Map.of());
        added++;
      }
    }
    say.accept(
        "demo company: %d units, %d reps, %d new goals"
            .formatted(company.units().size(), company.reps().size(), added));
    if (added > 0) {
      List<Map<String, Object>> deals = company.pastDeals();
      List<Map<String, Object>> activities = company.pastActivities();
      batches(deals).forEach(batch -> send("POST", ports.ingest(), "/deals/batch", batch));
      batches(activities)
          .forEach(batch -> send("POST", ports.ingest(), "/activities/batch", batch));
      say.accept(
          "demo company: %d deals and %d activities of this quarter"
              .formatted(deals.size(), activities.size()));
    }
    awaitNumber(company.companyGoal(), company.hasPastRevenue());
    say.accept("the first live number can be read");
  }

  /**
   * Feeds live deals and activities until the program ends; a part that is away for a moment is
   * waited for.
   */
  void feed(Consumer<String> say) {
    DemoCompany company = new DemoCompany(LocalDate.now(ZoneOffset.UTC));
    while (true) {
      try {
        TimeUnit.MILLISECONDS.sleep(company.pauseMillis());
        DemoCompany.Step step = company.nextStep(Instant.now());
        send("POST", ports.ingest(), step.path(), step.body());
      } catch (PartFailedException e) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        say.accept("demo: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static List<List<Map<String, Object>>> batches(List<Map<String, Object>> all) {
    List<List<Map<String, Object>>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += BATCH) {
      batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
    return batches;
  }

  /**
   * @param counted whether there is something to count already
   */
  private void awaitNumber(String goalId, boolean counted) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      String answer = get("/progress/" + goalId);
      boolean empty = answer.contains("\"factCount\":0,");
      if (answer.contains("\"attainment\":") && !(counted && empty)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new PartFailedException("The demo company's first number did not appear in time");
  }

  /** Sales operations set the company up, and a program hands facts in. */
  private String token(int port) {
    String person = port == ports.ingest() ? "crm" : "sam";
    URI uri = URI.create("http://127.0.0.1:%d/tokens/%s".formatted(ports.issuer(), person));
    return exchange(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build()).body();
  }

  private String get(String path) {
    URI uri = URI.create("http://127.0.0.1:%d/api/v1%s".formatted(ports.attainment(), path));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token(ports.attainment()))
            .build();
    return exchange(request).body();
  }

  /** Sends, and answers the status; what is there already (409) is as good as added. */
  private int send(String method, int port, String path, Object body) {
    URI uri = URI.create("http://127.0.0.1:%d/api/v1%s".formatted(port, path));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token(port))
            .method(method, HttpRequest.BodyPublishers.ofString(written(body)));
    HttpResponse<String> response = exchange(request.build());
    if (response.statusCode() >= 400 && response.statusCode() != 409) {
      throw new PartFailedException(
          "%s %s answered with status %d: %s"
              .formatted(method, path, response.statusCode(), response.body()));
    }
    return response.statusCode();
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new PartFailedException("%s does not answer".formatted(request.uri()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailedException("Interrupted while asking %s".formatted(request.uri()), e);
    }
  }

  private String written(Object body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The demo company writes valid JSON", e);
    }
  }
}
