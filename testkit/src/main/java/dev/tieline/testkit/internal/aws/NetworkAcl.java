package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.PersistentMap;
import java.util.Locale;

/** A network ACL with its entries by direction and number. */
record NetworkAcl(
    String id, String vpcId, boolean isDefault, PersistentMap<String, Entry> entries) {

  /** The number that users see for the last entry, which refuses what no other allowed. */
  static final int LAST = 32767;

  /**
   * An entry.
   *
   * @param protocol a number, -1 for all
   * @param from the first port, or the ICMP type; -1 for all
   * @param to the last port, or the ICMP code; -1 for all
   */
  record Entry(
      int number, boolean egress, boolean allows, int protocol, Cidr cidr, int from, int to) {

    String key() {
      return key(egress, number);
    }

    static String key(boolean egress, int number) {
      return String.format(Locale.ROOT, "%s/%05d", egress ? "egress" : "ingress", number);
    }
  }

  NetworkAcl with(Entry entry) {
    return new NetworkAcl(id, vpcId, isDefault, entries.put(entry.key(), entry));
  }

  NetworkAcl without(String key) {
    return new NetworkAcl(id, vpcId, isDefault, entries.remove(key));
  }
}
