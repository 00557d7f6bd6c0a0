package dev.tieline.aliyun.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.reach.Probe;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.contract.Breach;
import dev.tieline.testkit.contract.ReportWalk.Machine;
import dev.tieline.testkit.contract.ReportWalk.Machines;
import java.util.LinkedHashMap;
import java.util.Map;

/** Starts machines in whichever account and region a vSwitch is. */
record AliyunMachines(FakeAliyun aliyun) implements Machines {
  @Override
  public Machine launch(Probe.InSubnet where) {
    for (String account : aliyun.accounts()) {
      for (String region : aliyun.regions()) {
        AliyunConsole console = aliyun.console(account, region);
        JsonNode found =
            AliyunMoves.call(
                    console, "Vpc", "DescribeVSwitches", Map.of("VSwitchId", where.subnet()))
                .at("/VSwitches/VSwitch");
        if (!found.isEmpty()) {
          return launch(console, where);
        }
      }
    }
    throw new Breach("the report speaks of a vSwitch that is not there: " + where);
  }

  @Override
  public String address(String id) {
    for (String account : aliyun.accounts()) {
      for (String region : aliyun.regions()) {
        JsonNode found =
            AliyunMoves.call(
                    aliyun.console(account, region),
                    "Ecs",
                    "DescribeNetworkInterfaces",
                    Map.of("NetworkInterfaceId.1", id))
                .at("/NetworkInterfaceSets/NetworkInterfaceSet/0");
        if (!found.isMissingNode()) {
          return found.path("PrivateIpAddress").asText();
        }
      }
    }
    throw new Breach("the report speaks of an interface that is not there: " + id);
  }

  private static Machine launch(AliyunConsole console, Probe.InSubnet where) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("VSwitchId", where.subnet());
    for (int i = 0; i < where.groups().size(); i++) {
      parameters.put("SecurityGroupIds." + (i + 1), where.groups().get(i));
    }
    String id =
        AliyunMoves.call(console, "Ecs", "RunInstances", parameters)
            .at("/InstanceIdSets/InstanceIdSet/0")
            .asText();
    JsonNode face =
        AliyunMoves.call(console, "Ecs", "DescribeNetworkInterfaces", Map.of("InstanceId", id))
            .at("/NetworkInterfaceSets/NetworkInterfaceSet/0");
    Host host =
        new Host(
            id, face.path("NetworkInterfaceId").asText(), face.path("PrivateIpAddress").asText());
    return new Machine(host, ""); // no scenario links blocks of IPv6, which we never make
  }
}
