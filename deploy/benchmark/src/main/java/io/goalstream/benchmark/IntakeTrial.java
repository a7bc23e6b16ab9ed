package io.goalstream.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The intake: as fast as deals come in as lines over HTTP, as fast as they are admitted, and a
 * plain producer that encodes and writes the same as the limit.
 */
final class IntakeTrial {
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final Foundation foundation;
  private final Figures figures;
  private final Console console;
  private final Company company;
  private final Sales sales;
  private final int deals;

  IntakeTrial(
      Foundation foundation,
      Figures figures,
      Console console,
      Company company,
      long seed,
      int deals) {
    this.foundation = foundation;
    this.figures = figures;
    this.console = console;
    this.company = company;
    this.sales = new Sales(company, seed);
    this.deals = deals;
  }

  void run() {
    foundation.startDatabase();
    double limit = limit();
    lines(limit);
    admission(limit);
  }

  private double limit() {
    foundation.reset();
    console.say("intake: a plain producer writes %,d deals".formatted(deals));
    long began = 0;
    try (Feed feed = Feed.bulk(foundation)) {
      // The second half counts: the first runs in code that is not yet compiled.
      for (int number = 0; number < deals; number++) {
        if (number == deals / 2) {
          feed.flush();
          began = System.nanoTime();
        }
        feed.submit(sales.sale(number, 1));
      }
      feed.flush();
    }
    double rate = (deals - deals / 2) / seconds(began);
    figures.add(
        "intake.limit", "intake: plain producer that encodes", rate, "deals/s", "acks=all, warm");
    return rate;
  }

  /** What is taken in over HTTP, while admission goes on in the same process. */
  private void lines(double limit) {
    foundation.reset();
    try (Feed feed = Feed.bulk(foundation)) {
      feed.organization(company);
    }
    Path warm = writeLines("warm.ndjson", 0, deals / 2);
    Path file = writeLines("deals.ndjson", deals / 2, deals);
    URI address = foundation.startIntake().resolve("/api/v1/deals/batch?answers=refused");
    console.say("intake: %,d deals come as lines over HTTP, after half as many".formatted(deals));
    try (AdmittedDeals first = new AdmittedDeals(foundation, 0, deals / 2)) {
      send(address, foundation.sourceTokens(), warm, deals / 2);
      await(first);
    }
    try (AdmittedDeals admitted = new AdmittedDeals(foundation, deals / 2, deals)) {
      long began = System.nanoTime();
      send(address, foundation.sourceTokens(), file, deals);
      double rate = deals / seconds(began);
      figures.add("intake.lines", "intake: lines over HTTP", rate, "deals/s", share(rate, limit));
      await(admitted);
      double both = deals / seconds(began);
      figures.add(
          "intake.linesAdmitted",
          "the same, until all are admitted",
          both,
          "deals/s",
          share(both, limit));
    } finally {
      foundation.stopIntake();
    }
  }

  /** What has come while the service was away is admitted. */
  private void admission(double limit) {
    int from = deals / 2 + deals;
    try (Feed feed = Feed.bulk(foundation)) {
      for (int number = from; number < from + deals; number++) {
        feed.submit(sales.sale(number, 1));
      }
    }
    console.say("intake: %,d deals that wait on the topic are admitted".formatted(deals));
    try (AdmittedDeals admitted = new AdmittedDeals(foundation, from, deals)) {
      var unused = foundation.startIntake();
      await(admitted);
      double rate = admitted.perSecond();
      figures.add(
          "intake.admission",
          "intake: admission of a backlog",
          rate,
          "deals/s",
          share(rate, limit) + ", cold JVM");
    } finally {
      foundation.stopIntake();
    }
  }

  private void await(AdmittedDeals admitted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (admitted.different() < admitted.expected()) {
      console.progress("deals admitted", admitted.different(), admitted.expected());
      Pause.until(deadline, "all deals to be admitted");
    }
    if (admitted.records() != admitted.expected()) {
      throw new BenchmarkFailedException(
          "%,d deals were admitted in %,d records"
              .formatted(admitted.expected(), admitted.records()));
    }
  }

  private Path writeLines(String name, int from, int count) {
    Path file = foundation.data().resolve(name);
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (int number = from; number < from + count; number++) {
        writer.write(SaleFormat.json(sales.sale(number, 1)));
        writer.newLine();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(URI address, URI tokens, Path file, int count) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String token =
          http.send(HttpRequest.newBuilder(tokens).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/x-ndjson")
              .header("Authorization", "Bearer " + token)
              .timeout(PATIENCE)
              .POST(HttpRequest.BodyPublishers.ofFile(file))
              .build();
      String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      if (!answer.contains("\"received\":" + count + ",") || !answer.contains("\"refused\":0")) {
        throw new BenchmarkFailedException("The intake answered " + answer);
      }
    } catch (IOException e) {
      throw new BenchmarkFailedException("The intake did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkFailedException("Interrupted while the intake was busy", e);
    }
  }

  private static String share(double rate, double limit) {
    return "%.2f of the plain producer".formatted(rate / limit);
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
