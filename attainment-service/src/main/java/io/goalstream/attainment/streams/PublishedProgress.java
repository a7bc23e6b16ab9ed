package io.goalstream.attainment.streams;

import io.goalstream.attainment.v1.GoalProgress;
import java.util.List;

/** What was published about goals before; asked once by a judge that has no state of its own. */
public interface PublishedProgress {
  /** The latest progress of every goal on that partition of the progress topic. */
  List<GoalProgress> of(int partition);
}
