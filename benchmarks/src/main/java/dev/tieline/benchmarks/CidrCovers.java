package dev.tieline.benchmarks;

import static dev.tieline.benchmarks.CidrSpeed.IPADDRESS;
import static dev.tieline.benchmarks.CidrSpeed.MANY;
import static dev.tieline.benchmarks.CidrSpeed.OURS;

import dev.tieline.benchmarks.Turns.Time;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import inet.ipaddr.ipv4.IPv4Address;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The fewest blocks that cover what a million dense networks do, and no other address. */
final class CidrCovers {

  /** With fewer blocks in the answer most of the work would be to throw networks away. */
  private static final int LEAST_BLOCKS = 100_000;

  private final CidrSpeed speed;

  CidrCovers(CidrSpeed speed) {
    this.speed = speed;
  }

  void measure() {
    CidrInput input = CidrInput.dense(MANY, 10);
    List<Cidr> cidrs = input.cidrs();
    int blocks = CidrSet.copyOf(cidrs).cidrs().size();
    if (blocks < LEAST_BLOCKS) {
      throw new IllegalStateException(
          "blocks of the cover: " + blocks + " (expected: at least " + LEAST_BLOCKS + ")");
    }
    IPv4Address[] addresses = input.ipAddresses();
    List<Time> of =
        speed.run(
            new Turns(
                    String.format(
                        Locale.ROOT,
                        "minimal cover, %,d blocks, of 1,000,000 networks of /27 to /30 in a /7",
                        blocks),
                    1)
                .add(
                    OURS,
                    () -> CidrSet.copyOf(cidrs).cidrs(),
                    all -> all.stream().mapToLong(c -> mixed(c.toString())).sum())
                .add(
                    IPADDRESS + " mergeToPrefixBlocks",
                    () -> addresses[0].mergeToPrefixBlocks(addresses),
                    all -> Arrays.stream(all).mapToLong(a -> mixed(a.toString())).sum()));
    speed.faster("minimal cover", of, IPADDRESS, 40);
  }

  /** Texts of networks have hashes that sums do not tell apart well. */
  private static long mixed(String text) {
    long mixed = text.hashCode() * 0x9e3779b97f4a7c15L;
    return mixed ^ mixed >>> 29;
  }
}
