package dev.tieline.aws.internal;

import dev.tieline.retry.Pace;
import java.util.Map;
import java.util.Set;

/**
 * How fast calls are made, for each account and region, so that AWS hardly ever refuses one for
 * their number. AWS documents that each action of EC2 has a token bucket of its own for each
 * account and region, and that lists without filters or pages have smaller ones ("Request
 * throttling for the Amazon EC2 API", Amazon EC2 Developer Guide).
 *
 * <p>The sizes here are assumptions: taken from memory of that guide's table, or below it, and not
 * checked against it; of STS and Service Quotas no sizes are known at all. To be too slow costs
 * little, and whoever is too fast all the same is told so by AWS and waits: refusals for their
 * number are repeated with a backoff. A caller who knows an account's real limits slows all of it
 * down by {@code AwsProvider.Builder.pace}.
 */
public final class Pacing {
  private record Size(int burst, double perSecond) {
    Size times(double factor) {
      return new Size(Math.max(1, (int) Math.floor(burst * factor)), perSecond * factor);
    }
  }

  private static final Size LIST = new Size(100, 20);
  private static final Size WRITE = new Size(50, 5);
  private static final Map<String, Size> OWN =
      Map.of(
          "CreateTags", new Size(100, 10),
          "DeleteTags", new Size(100, 10),
          "GetCallerIdentity", new Size(50, 10),
          "ListServiceQuotas", new Size(10, 5));
  // of those that we make, the lists that the guide names as "unfiltered and unpaginated"
  private static final Set<String> UNPAGINATED =
      Set.of("DescribeNetworkInterfaces", "DescribeSecurityGroups");
  private static final Size UNPAGINATED_LIST = new Size(50, 10);

  private Pacing() {}

  /** The pace of an operation, times a factor. */
  public static Pace of(String operation, boolean mutating, double factor) {
    Size category = mutating ? WRITE : UNPAGINATED.contains(operation) ? UNPAGINATED_LIST : LIST;
    Size size = OWN.getOrDefault(operation, category).times(factor);
    return new Pace(operation, size.burst(), size.perSecond());
  }
}
