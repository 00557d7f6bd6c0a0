package dev.tieline.aws.internal;

import dev.tieline.spi.ResourceKind;
import java.util.List;

/** All kinds of objects, each after those that it may need: one shared instance each. */
public final class AwsKinds {
  private static final List<ResourceKind<?, ?>> ALL = List.of();

  private AwsKinds() {}

  public static List<ResourceKind<?, ?>> all() {
    return ALL;
  }
}
