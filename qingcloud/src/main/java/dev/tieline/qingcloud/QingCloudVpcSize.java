package dev.tieline.qingcloud;

import java.util.Arrays;
import java.util.Locale;

/**
 * How much a VPC that the library makes can forward. QingCloud also has a free type, which can be
 * joined to no border router and have no public address, so that it is of no use here.
 */
public enum QingCloudVpcSize {
  /** Medium. */
  MEDIUM(0),
  /** Small, the default of the cloud and of the library. */
  SMALL(1),
  /** Large. */
  LARGE(2),
  /** Extra large, which the cloud's SDKs know and its documentation does not. */
  EXTRA_LARGE(3);

  private final int type;

  QingCloudVpcSize(int type) {
    this.type = type;
  }

  /**
   * Returns the size of a name.
   *
   * @param name such as {@code small}
   * @return the size
   * @throws IllegalArgumentException if there is none, as for the free type
   */
  public static QingCloudVpcSize parse(String name) {
    String expected =
        String.join(
            ", ", Arrays.stream(values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList());
    return Arrays.stream(values())
        .filter(s -> s.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "size of VPC: "
                        + name
                        + " (expected one of: "
                        + expected
                        + (name.equalsIgnoreCase("free")
                            ? "; a free VPC can be joined to no border router"
                            : "")
                        + ")"));
  }

  /**
   * Returns the cloud's number of the size.
   *
   * @return the value of {@code router_type}
   */
  public int type() {
    return type;
  }
}
