package dev.tieline.aws.internal;

import dev.tieline.reach.Probe;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.contract.Breach;
import dev.tieline.testkit.contract.ReportWalk.Machine;
import dev.tieline.testkit.contract.ReportWalk.Machines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts machines in whichever account and region a subnet is. */
record AwsMachines(FakeAws aws) implements Machines {
  @Override
  public Machine launch(Probe.InSubnet where) {
    for (String account : aws.accounts()) {
      for (String region : aws.regions()) {
        Console console = aws.console(account, region);
        List<XmlElement> subnets =
            console
                .call(
                    "DescribeSubnets",
                    Map.of("Filter.1.Name", "subnet-id", "Filter.1.Value.1", where.subnet()))
                .elements("subnetSet/item");
        if (!subnets.isEmpty()) {
          boolean v6 = !subnets.get(0).elements("ipv6CidrBlockAssociationSet/item").isEmpty();
          return launch(console, where, v6);
        }
      }
    }
    throw new Breach("the report speaks of a subnet that is not there: " + where);
  }

  private static Machine launch(Console console, Probe.InSubnet where, boolean v6) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("ImageId", "ami-0123456789abcdef0");
    parameters.put("MinCount", "1");
    parameters.put("MaxCount", "1");
    parameters.put("SubnetId", where.subnet());
    for (int i = 0; i < where.groups().size(); i++) {
      parameters.put("SecurityGroupId." + (i + 1), where.groups().get(i));
    }
    if (v6) {
      parameters.put("Ipv6AddressCount", "1");
    }
    XmlElement made = console.call("RunInstances", parameters).elements("instancesSet/item").get(0);
    XmlElement card = made.elements("networkInterfaceSet/item").get(0);
    return new Machine(
        new Host(
            made.text("instanceId").orElseThrow(),
            card.text("networkInterfaceId").orElseThrow(),
            made.text("privateIpAddress").orElseThrow()),
        card.text("ipv6AddressesSet/item/ipv6Address").orElse(""));
  }
}
