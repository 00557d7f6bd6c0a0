package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A zone of PrivateZone as it was read. It is of an account, of no region.
 *
 * @param scope through which account and region it was read
 * @param remark what stands with it; a mark of ours, perhaps
 * @param bound the VPCs in which it resolves
 * @param records how many records it has
 * @param recursive whether names that are not in it are asked for elsewhere, as in those that we
 *     make
 * @param shown whether a read has shown it: a create is answered with an id alone
 * @param after the ids of what is removed after it: the claims on it
 */
public record DnsZone(
    String id,
    Scope scope,
    String name,
    String remark,
    List<Bound> bound,
    long records,
    boolean recursive,
    boolean shown,
    List<String> after) {
  public DnsZone {
    after = List.copyOf(after);
    bound = List.copyOf(bound);
  }

  /**
   * A VPC in which a zone resolves.
   *
   * @param type the cloud's word for its kind; empty where it has none
   */
  public record Bound(String region, String vpc, String type) {}

  boolean isBoundTo(String vpc) {
    return bound.stream().anyMatch(b -> b.vpc().equals(vpc));
  }

  /**
   * Whether nobody has put anything into it yet, nor said whose it is, and it is of the kind that
   * we make: the console makes others by default.
   */
  boolean isBlank() {
    return remark.isEmpty() && bound.isEmpty() && records == 0 && recursive;
  }

  DnsZone before(String claim) {
    return new DnsZone(id, scope, name, remark, bound, records, recursive, shown, List.of(claim));
  }
}
