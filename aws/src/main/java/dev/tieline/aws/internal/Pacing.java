package dev.tieline.aws.internal;

import dev.tieline.retry.Pace;
import java.util.Map;
import java.util.Set;

/**
 * How fast AWS lets calls be made, for each account and region: "Request throttling for the Amazon
 * EC2 API" (Amazon EC2 Developer Guide, read 2026-11). Each action has a bucket of its own, of the
 * size of its category; a few have their own sizes.
 */
public final class Pacing {
  private record Size(int burst, double perSecond) {}

  private static final Size LIST = new Size(100, 20);
  private static final Size WRITE = new Size(50, 5);
  private static final Map<String, Size> OWN =
      Map.of(
          "CreateTags", new Size(100, 10),
          "DeleteTags", new Size(100, 10),
          // of other services, which document no numbers: far below what was ever refused
          "GetCallerIdentity", new Size(50, 10),
          "ListServiceQuotas", new Size(10, 5));
  // "unfiltered and unpaginated non-mutating actions"
  private static final Set<String> UNPAGINATED =
      Set.of("DescribeNetworkInterfaces", "DescribeSecurityGroups");
  private static final Size UNPAGINATED_LIST = new Size(50, 10);

  private Pacing() {}

  public static Pace of(String operation, boolean mutating) {
    Size category = mutating ? WRITE : UNPAGINATED.contains(operation) ? UNPAGINATED_LIST : LIST;
    Size size = OWN.getOrDefault(operation, category);
    return new Pace(operation, size.burst(), size.perSecond());
  }
}
