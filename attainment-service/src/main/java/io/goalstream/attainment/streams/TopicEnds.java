package io.goalstream.attainment.streams;

import java.util.Collection;
import java.util.Map;

/** How far topics of one partition reach; asked once by an engine that starts from nothing. */
public interface TopicEnds {
  /** The offset of the last record of each topic; a topic without records is not named. */
  Map<String, Long> lastOffsets(Collection<String> topics);
}
