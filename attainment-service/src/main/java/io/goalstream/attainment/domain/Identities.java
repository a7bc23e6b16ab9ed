package io.goalstream.attainment.domain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The distinct ids that credits name. Many are said in parts, by their hash, so that one id more
 * costs one part and not all of them.
 */
public final class Identities {
  /** Up to so many are said together. */
  static final int TOGETHER = 128;

  /** In so many parts, otherwise. */
  public static final int PARTS = 1024;

  static final Identities NONE = new Identities();

  private final Map<String, Integer> counts = new HashMap<>();
  private final BitSet changedParts = new BitSet();
  private boolean apart;

  void count(String id, int times) {
    int former = counts.getOrDefault(id, 0);
    if (former + times == 0) {
      counts.remove(id);
    } else {
      counts.put(id, former + times);
    }
    if (former == 0 || former + times == 0) {
      changedParts.set(partOf(id));
    }
  }

  /** The part that the id is said in. */
  public static int partOf(String id) {
    return Math.floorMod(id.hashCode(), PARTS);
  }

  Set<String> all() {
    return Set.copyOf(counts.keySet());
  }

  /** Whether they are said in parts from now on; what was once said in parts stays so. */
  boolean areApart() {
    if (!apart && counts.size() > TOGETHER) {
      apart = true;
      changedParts.set(0, PARTS);
    }
    return apart;
  }

  /** The ids of every part that changed since they were last taken. */
  Map<Integer, List<String>> takeChangedParts() {
    Map<Integer, List<String>> parts = new HashMap<>();
    changedParts.stream().forEach(part -> parts.put(part, new ArrayList<>()));
    for (String id : counts.keySet()) {
      List<String> part = parts.get(partOf(id));
      if (part != null) {
        part.add(id);
      }
    }
    changedParts.clear();
    return parts;
  }
}
