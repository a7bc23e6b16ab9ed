package io.goalstream.notification.domain;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What everybody was last told in one thread of a goal, such as all its levels.
 *
 * @param thread see {@link Event#thread}
 * @param told one for each recipient and matter
 * @param version raised by one each time they are kept; 0 if nobody was told anything yet
 */
public record Beliefs(String goalId, String thread, List<Told> told, long version) {
  public Beliefs {
    told = List.copyOf(told);
  }

  /** Those of a thread in which nobody was told anything yet. */
  public static Beliefs none(String goalId, String thread) {
    return new Beliefs(goalId, thread, List.of(), 0);
  }

  /** The same, with what came since; of two on the same matter the later crossing counts. */
  public Beliefs with(List<Told> news) {
    Map<List<String>, Told> last = new LinkedHashMap<>();
    Stream.concat(told.stream(), news.stream())
        .forEach(
            each -> last.merge(List.of(each.recipient(), each.matter().name()), each, Told::later));
    return new Beliefs(goalId, thread, List.copyOf(last.values()), version + 1);
  }

  /**
   * What they are about one matter, or about a level at its place under another name: a level gets
   * a name or loses it when the goal is changed.
   */
  public List<Told> about(Matter matter) {
    return told.stream()
        .filter(each -> each.matter().isSame(matter) || each.matter().isAtThePlaceOf(matter))
        .toList();
  }

  /** The last that one recipient was told of the matter. */
  public Optional<Told> last(Recipient recipient, Matter matter) {
    List<Told> heard =
        about(matter).stream().filter(each -> each.recipient().equals(recipient.key())).toList();
    return heard.stream()
        .filter(each -> each.matter().isSame(matter))
        .findFirst()
        .or(
            () ->
                heard.stream().max(Comparator.comparingLong(Told::crossing)).map(Told::uncounted));
  }
}
