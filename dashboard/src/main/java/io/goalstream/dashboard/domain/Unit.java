package io.goalstream.dashboard.domain;

import java.util.List;

/** A part of the organization; the company is the unit without placements. */
public record Unit(String id, String name, List<Stay> placements) {
  public Unit {
    placements = List.copyOf(placements);
  }
}
