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

/** The fewest blocks that cover what a million dense networks do. */
final class CidrCovers {
  private final CidrSpeed speed;

  CidrCovers(CidrSpeed speed) {
    this.speed = speed;
  }

  void measure() {
    CidrInput input = CidrInput.of(MANY, 10, 10 << 24, 25);
    List<Cidr> cidrs = input.cidrs();
    IPv4Address[] addresses = input.ipAddresses();
    List<Time> of =
        speed.run(
            new Turns("minimal cover of 1,000,000 dense networks", 1)
                .add(
                    OURS,
                    () -> CidrSet.copyOf(cidrs).cidrs(),
                    all -> all.stream().mapToLong(c -> c.toString().hashCode()).sum())
                .add(
                    IPADDRESS + " mergeToPrefixBlocks",
                    () -> addresses[0].mergeToPrefixBlocks(addresses),
                    all -> Arrays.stream(all).mapToLong(a -> a.toString().hashCode()).sum()));
    speed.faster("minimal cover", of, IPADDRESS, 40);
  }
}
