package dev.tieline.examples;

import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.time.VirtualTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A stage whose cloud is a fake Alibaba Cloud. */
final class AliyunStage extends Stage {
  private final FakeAliyun aliyun;

  private AliyunStage(
      Performance performance,
      String title,
      VirtualTime time,
      FakeAliyun aliyun,
      AliyunProvider provider) {
    super(performance, title, time, aliyun, provider);
    this.aliyun = aliyun;
  }

  /** Opens a world of accounts, by alias, in which the library holds the credentials of all. */
  static AliyunStage open(
      Performance performance, String title, Map<String, String> accounts, String... regions) {
    return open(performance, title, accounts, new String[0], regions);
  }

  /** Opens a world in which there are accounts, too, that the library knows nothing of. */
  static AliyunStage open(
      Performance performance,
      String title,
      Map<String, String> accounts,
      String[] others,
      String... regions) {
    VirtualTime time = VirtualTime.startingAt(START);
    FakeAliyun.Builder builder = FakeAliyun.builder().regions(regions).time(time).seed(7);
    accounts.values().forEach(builder::account);
    Stream.of(others).forEach(builder::account);
    FakeAliyun aliyun = builder.build();
    AliyunProvider.Builder provider =
        AliyunProvider.builder().regions(regions).endpoint(aliyun.serve());
    new LinkedHashMap<>(accounts)
        .forEach(
            (alias, id) -> {
              FakeAliyun.Keys keys = aliyun.keys(id);
              provider.account(
                  alias, AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret()), id);
            });
    return new AliyunStage(performance, title, time, aliyun, provider.build());
  }

  FakeAliyun aliyun() {
    return aliyun;
  }

  /** A VPC with a vSwitch and a group named {@code app}. */
  record Net(String account, String region, String vpc, String vSwitch, String group) {}

  /** Makes a VPC with a vSwitch and a group by hand, as somebody did long ago. */
  Net net(String account, String region, String block, String vSwitchBlock, String zone) {
    AliyunConsole console = aliyun.console(account, region);
    String vpc = console.createVpc(block);
    time().advance(Duration.ofMinutes(1));
    String vSwitch = console.createVSwitch(vpc, vSwitchBlock, zone);
    time().advance(Duration.ofMinutes(1));
    return new Net(account, region, vpc, vSwitch, console.createSecurityGroup(vpc, "app"));
  }
}
