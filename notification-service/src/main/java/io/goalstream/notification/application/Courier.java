package io.goalstream.notification.application;

import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings due deliveries to their destinations, and tries again what did not arrive.
 *
 * <p>Each destination is served by itself, so that a slow one keeps no other one waiting, and by
 * one instance at a time. What waits for the same people goes in one message: a digest, the alerts
 * of a quiet night, or a flood that the receiver's limit has held back.
 */
public final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int DESTINATIONS = 500;
  private static final int DELIVERIES = 200;

  /** More calls at once would wait for each other's connections, and look like failures. */
  private static final int AT_ONCE = 200;

  /** Longer than any receiver may take to answer; then another instance may try. */
  private static final Duration HELD = Duration.ofMinutes(2);

  /** For so long one destination is served before somebody else may take it. */
  private static final Duration AT_A_TIME = Duration.ofMinutes(1);

  /** Late ones that are due so soon go with those that are due now. */
  private static final Duration SOON = Duration.ofMinutes(1);

  private static final Duration LONGEST_CATCH_UP = Duration.ofMinutes(10);

  /** Another instance may have the key already, or this one after its next start. */
  private static final Duration UNTIL_A_KEY_COMES = Duration.ofMinutes(1);

  private static final Duration GLANCE = Duration.ofSeconds(1);

  /** A receiver that asks for longer is asked again. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** One message that is refused for ever must not hold up those behind it for long. */
  private static final Duration LONGEST_BLOCK = Duration.ofMinutes(5);

  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final Deliveries deliveries;
  private final Channels channels;
  private final Mailboxes mailboxes;
  private final Function<Carrier.Target, Optional<Carrier>> carriers;
  private final Announcer announcer;
  private final Persistence persistence;
  private final UnaryOperator<Duration> jitter;
  private final String holder;
  private final Executor executor;
  private final Clock clock;
  private final Set<String> served = ConcurrentHashMap.newKeySet();

  /** Knows where people's e-mail goes. */
  @FunctionalInterface
  public interface Mailboxes {
    Optional<Carrier.Target.ToMailbox> of(String personId);
  }

  /**
   * How long something is tried.
   *
   * @param pauses how long to wait after each attempt of a message
   * @param disableAfter a channel that has taken nothing for so long is switched off
   */
  public record Persistence(List<Duration> pauses, Duration disableAfter) {
    public Persistence {
      pauses = List.copyOf(pauses);
    }

    /** For how long a message is tried at all. */
    Duration longest() {
      return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }
  }

  /**
   * @param jitter spreads a pause, so that attempts do not come all at once
   * @param holder names this instance among others
   */
  public Courier(
      Deliveries deliveries,
      Channels channels,
      Mailboxes mailboxes,
      Function<Carrier.Target, Optional<Carrier>> carriers,
      Announcer announcer,
      Persistence persistence,
      UnaryOperator<Duration> jitter,
      String holder,
      Executor executor,
      Clock clock) {
    this.deliveries = deliveries;
    this.channels = channels;
    this.mailboxes = mailboxes;
    this.carriers = carriers;
    this.announcer = announcer;
    this.persistence = persistence;
    this.jitter = jitter;
    this.holder = holder;
    this.executor = executor;
    this.clock = clock;
  }

  /** Has every destination served that has something due. */
  public void run() {
    for (String id : deliveries.ready(clock.instant(), DESTINATIONS)) {
      if (served.size() < AT_ONCE && served.add(id)) {
        executor.execute(
            () -> {
              try {
                serve(id);
              } catch (RuntimeException e) {
                LOG.warn("Deliveries to {} wait: {}", id, e.toString());
              } finally {
                served.remove(id);
              }
            });
      }
    }
  }

  private void serve(String id) {
    Instant now = clock.instant();
    Instant enough = now.plus(AT_A_TIME);
    Optional<Destination> held = deliveries.take(id, holder, now, now.plus(HELD));
    while (held.isPresent()) {
      Destination seen = held.get();
      Destination after = bring(seen, enough);
      held = deliveries.giveBack(wakeAt(after), seen, holder);
    }
  }

  /** Sends one message after the other, as long as there are some and the receiver takes them. */
  private Destination bring(Destination destination, Instant enough) {
    Destination after = destination;
    boolean more = true;
    while (more && clock.instant().isBefore(enough)) {
      Step step = step(after);
      after = step.after();
      more = step.more();
    }
    return after;
  }

  private record Step(Destination after, boolean more) {
    static Step last(Destination after) {
      return new Step(after, false);
    }
  }

  private Destination wakeAt(Destination after) {
    Instant next = deliveries.nextDue(after.id()).orElse(NEVER);
    return new Destination(
        after.id(),
        next,
        after.added(),
        after.tokens(),
        after.filledAt(),
        after.blockedUntil(),
        after.failures(),
        after.failingSince());
  }

  private Step step(Destination destination) {
    Instant now = clock.instant();
    if (now.isBefore(destination.blockedUntil())) {
      return Step.last(destination);
    }
    Optional<Carrier.Target> target = target(destination);
    List<Delivery> all =
        isSystem(target)
            ? deliveries.due(destination.id(), now, DELIVERIES)
            : deliveries.dueInOrder(destination.id(), now, DELIVERIES);
    List<Delivery> due = withoutLateOnes(destination, all, now);
    if (due.isEmpty()) {
      return Step.last(all.isEmpty() ? destination : destination.blockedUntil(now.plus(GLANCE)));
    }
    Optional<Carrier> carrier = target.flatMap(carriers);
    if (target.isPresent() && isSealed(target.get())) {
      return Step.last(destination.blockedUntil(now.plus(UNTIL_A_KEY_COMES)));
    }
    if (target.isEmpty() || carrier.isEmpty()) {
      due.forEach(delivery -> deliveries.update(delivery.failed("there is nobody to take it")));
      return new Step(destination, true);
    }
    Destination filled = destination.filled(carrier.get().limit(), now);
    if (!filled.mayTake()) {
      return Step.last(filled.blockedUntil(filled.mayTakeAt(carrier.get().limit())));
    }
    List<Delivery> begun = begin(due.subList(0, carrier.get().together(target.get(), due)));
    if (begun.isEmpty()) {
      return new Step(filled, true);
    }
    return switch (carry(carrier.get(), target.get(), begun, now)) {
      case Carrier.Answer.Arrived() -> {
        begun.forEach(delivery -> deliveries.update(delivery.sent()));
        yield new Step(filled.took(), true);
      }
      case Carrier.Answer.NotArrived notArrived ->
          Step.last(refused(filled, target.get(), begun, notArrived, clock.instant()));
    };
  }

  private static boolean isSystem(Optional<Carrier.Target> target) {
    return target.isPresent()
        && target.get() instanceof Carrier.Target.ToChannel(Channel channel)
        && channel.kind() == Channel.Kind.WEBHOOK;
  }

  private static boolean isSealed(Carrier.Target target) {
    return target instanceof Carrier.Target.ToChannel(Channel channel) && channel.isSealed();
  }

  /** What was heard of late waits until no more of it comes, but not for ever. */
  private List<Delivery> withoutLateOnes(Destination destination, List<Delivery> due, Instant now) {
    boolean waits =
        due.stream()
                .filter(Courier::isLate)
                .allMatch(delivery -> now.isBefore(delivery.createdAt().plus(LONGEST_CATCH_UP)))
            && deliveries.catchesUp(destination.id(), now, now.plus(SOON));
    return waits ? due.stream().filter(delivery -> !isLate(delivery)).toList() : due;
  }

  /** What was tried goes first, or its correction would overtake it. */
  private static boolean isLate(Delivery delivery) {
    return delivery.catchUp() && !delivery.handedOver();
  }

  private Optional<Carrier.Target> target(Destination destination) {
    Optional<Carrier.Target> mailbox = destination.person().flatMap(mailboxes::of);
    return mailbox.or(
        () ->
            destination
                .channel()
                .flatMap(channels::find)
                .filter(channel -> !channel.isOff())
                .map(Carrier.Target.ToChannel::new));
  }

  /** From here on each may have arrived, whatever happens. */
  private List<Delivery> begin(List<Delivery> together) {
    List<Delivery> begun = new ArrayList<>();
    for (Delivery delivery : together) {
      Delivery next = delivery.begun();
      if (deliveries.begin(next)) {
        begun.add(next);
      }
    }
    return begun;
  }

  private static Carrier.Answer carry(
      Carrier carrier, Carrier.Target target, List<Delivery> begun, Instant now) {
    try {
      return carrier.carry(target, begun, now);
    } catch (RuntimeException e) {
      return Carrier.Answer.NotArrived.because(e.toString());
    }
  }

  private Destination refused(
      Destination destination,
      Carrier.Target target,
      List<Delivery> begun,
      Carrier.Answer.NotArrived answer,
      Instant now) {
    boolean system = isSystem(Optional.of(target));
    Duration pause = pause(destination, answer, system ? LONGEST_BLOCK : LONGEST_PAUSE);
    List<Duration> pauses = persistence.pauses().stream().map(jitter).toList();
    Destination refused = destination.refused(now, pause);
    Instant failingSince = refused.failingSince().orElse(now);
    for (Delivery delivery : begun) {
      deliveries.update(
          system
              ? delivery.notArrived(answer.why(), pauses, now)
              : delivery.waits(
                  answer.why(), now.plus(pause), persistence.longest(), failingSince, now));
    }
    if (target instanceof Carrier.Target.ToChannel(Channel channel)) {
      boolean tooLong =
          refused
              .failingSince()
              .map(since -> !now.isBefore(since.plus(persistence.disableAfter())))
              .orElse(false);
      if (answer.gone() || tooLong) {
        channels.disable(channel.id(), Optional.of(answer.why()));
        announcer.channelDisabled(channel, answer.why(), now);
      }
    }
    return refused;
  }

  /** A destination that fails is left alone for longer and longer, whatever waits for it. */
  private Duration pause(
      Destination destination, Carrier.Answer.NotArrived answer, Duration longest) {
    if (answer.retryAfter().isPresent()) {
      Duration wanted = answer.retryAfter().get();
      return wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
    }
    List<Duration> pauses = persistence.pauses();
    if (pauses.isEmpty()) {
      return Duration.ZERO;
    }
    Duration pause = pauses.get(Math.min(destination.failures(), pauses.size() - 1));
    return jitter.apply(pause.compareTo(longest) > 0 ? longest : pause);
  }
}
