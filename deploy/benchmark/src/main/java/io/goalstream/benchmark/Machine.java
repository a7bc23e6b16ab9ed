package io.goalstream.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the figures were measured on. */
final class Machine {
  private Machine() {}

  static long memoryMegabytes() {
    return system().getTotalMemorySize() / (1024 * 1024);
  }

  /** How many programs wanted a processor in the last minute; negative where nobody knows. */
  static double load() {
    return system().getSystemLoadAverage();
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }
}
