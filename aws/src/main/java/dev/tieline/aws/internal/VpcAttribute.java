package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a VPC: the cloud reads and writes one a call.
 *
 * @param scope where the VPC is
 * @param vpc the VPC's id
 * @param name which attribute
 * @param on whether it is on
 * @param note the id of the tag that says that it was off before; null if we did not change it, and
 *     where only the attribute itself was read
 */
record VpcAttribute(Scope scope, String vpc, Name name, boolean on, @Nullable String note) {
  /** The attributes that matter for connectivity. */
  enum Name {
    /** Whether the VPC has a resolver. */
    DNS_SUPPORT("enableDnsSupport"),
    /** Whether instances get DNS names. */
    DNS_HOSTNAMES("enableDnsHostnames");

    private final String text;

    Name(String text) {
      this.text = text;
    }

    /** Returns the cloud's name of the attribute. */
    String text() {
      return text;
    }
  }

  /** Returns what identifies it in its scope. */
  String id() {
    return vpc + "/" + name.text();
  }
}
