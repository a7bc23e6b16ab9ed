package io.goalstream.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The ten ports of one local Goalstream: a block that starts where the user says. */
public record Ports(int base) {
  public static final int DEFAULT_BASE = 8080;
  private static final int SIZE = 10;
  private static final int LOWEST = 1024;
  private static final int HIGHEST = 65_535 - SIZE;
  private static final int LOWEST_FREE = 12_000;
  private static final int HIGHEST_FREE = 32_000;

  public Ports {
    if (base < LOWEST || base > HIGHEST) {
      throw new IllegalArgumentException(
          "found port %d, expected a number from %d to %d".formatted(base, LOWEST, HIGHEST));
    }
  }

  public int dashboard() {
    return base;
  }

  public int ingest() {
    return base + 1;
  }

  public int goals() {
    return base + 2;
  }

  public int attainment() {
    return base + 3;
  }

  public int notification() {
    return base + 4;
  }

  public int registry() {
    return base + 5;
  }

  public int issuer() {
    return base + 6;
  }

  public int database() {
    return base + 7;
  }

  public int broker() {
    return base + 8;
  }

  public int controller() {
    return base + 9;
  }

  /** Every port with the part that needs it. */
  public Map<String, Integer> all() {
    Map<String, Integer> all = new LinkedHashMap<>();
    all.put("dashboard", dashboard());
    all.put("activity-ingest-service", ingest());
    all.put("goal-service", goals());
    all.put("attainment-service", attainment());
    all.put("notification-service", notification());
    all.put("schema registry", registry());
    all.put("issuer of tokens", issuer());
    all.put("database", database());
    all.put("broker", broker());
    all.put("broker's controller", controller());
    return all;
  }

  /** A sentence about the first port that somebody else uses, or empty when all are free. */
  public Optional<String> taken() {
    return all().entrySet().stream()
        .filter(entry -> !isFree(entry.getValue()))
        .findFirst()
        .map(
            entry ->
                ("Port %d, which the %s needs, is taken by another program; stop it, or"
                        + " choose another block of ten with --port")
                    .formatted(entry.getValue(), entry.getKey()));
  }

  /**
   * A block of free ports, anywhere below those that systems give to outgoing connections: one of
   * those could be taken between this look and the part that needs it.
   */
  public static Ports free() {
    for (int attempt = 0; attempt < 500; attempt++) {
      int base =
          ThreadLocalRandom.current().nextInt(LOWEST_FREE / SIZE, HIGHEST_FREE / SIZE) * SIZE;
      if (new Ports(base).all().values().stream().allMatch(Ports::isFree)) {
        return new Ports(base);
      }
    }
    throw new IllegalStateException("No block of ten free ports was found");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
