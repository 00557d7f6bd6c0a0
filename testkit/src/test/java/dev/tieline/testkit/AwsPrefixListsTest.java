package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Client.Answer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A prefix list of two office blocks, in Tokyo, with room for four. */
class AwsPrefixListsTest {

  private static final String SET = "prefixListSet/item/";

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();
  private final Console console = clouds.tokyoConsole();
  private String list;

  @BeforeEach
  void set_up() {
    list =
        tokyo
            .call(
                "CreateManagedPrefixList",
                "PrefixListName",
                "offices",
                "AddressFamily",
                "IPv4",
                "MaxEntries",
                "4",
                "Entry.1.Cidr",
                "10.8.0.0/16",
                "Entry.1.Description",
                "north",
                "Entry.2.Cidr",
                "10.9.0.0/16")
            .first("prefixList/prefixListId");
  }

  private Answer modify(String... parameters) {
    String[] all = new String[parameters.length + 2];
    all[0] = "PrefixListId";
    all[1] = list;
    System.arraycopy(parameters, 0, all, 2, parameters.length);
    return tokyo.call("ModifyManagedPrefixList", all);
  }

  private String state() {
    return tokyo.call("DescribeManagedPrefixLists", "PrefixListId.1", list).first(SET + "state");
  }

  private Answer entries(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "PrefixListId";
    all[1] = list;
    System.arraycopy(more, 0, all, 2, more.length);
    return tokyo.call("GetManagedPrefixListEntries", all);
  }

  @Test
  void create_itsStates_followTime() {
    assertThat(state()).isEqualTo("create-in-progress");
    clouds.settle();
    assertThat(state()).isEqualTo("create-complete");
  }

  @Test
  void create_moreThanItsRoom_isRefused() {
    assertThat(
            tokyo
                .call(
                    "CreateManagedPrefixList",
                    "PrefixListName",
                    "small",
                    "AddressFamily",
                    "IPv4",
                    "MaxEntries",
                    "1",
                    "Entry.1.Cidr",
                    "10.8.0.0/16",
                    "Entry.2.Cidr",
                    "10.9.0.0/16")
                .code())
        .isEqualTo("PrefixListMaxEntriesExceeded");
  }

  @Test
  void modify_whileBusy_isIncorrectState() {
    assertThat(modify("PrefixListName", "others").code()).isEqualTo("IncorrectState");
  }

  @Test
  void modify_entries_makesAVersionAndKeepsTheOld() {
    clouds.settle();
    modify(
        "CurrentVersion",
        "1",
        "RemoveEntry.1.Cidr",
        "10.9.0.0/16",
        "AddEntry.1.Cidr",
        "10.7.0.0/16");
    clouds.settle();
    assertThat(entries().all("entrySet/item/cidr")).containsExactly("10.7.0.0/16", "10.8.0.0/16");
    assertThat(entries("TargetVersion", "1").all("entrySet/item/cidr"))
        .containsExactly("10.8.0.0/16", "10.9.0.0/16");
    assertThat(entries().all("entrySet/item/description")).containsExactly("north");
  }

  @Test
  void modify_staleVersion_isRefused() {
    clouds.settle();
    modify("CurrentVersion", "1", "AddEntry.1.Cidr", "10.7.0.0/16");
    clouds.settle();
    assertThat(modify("CurrentVersion", "1", "AddEntry.1.Cidr", "10.6.0.0/16").code())
        .isEqualTo("PrefixListVersionMismatch");
  }

  @Test
  void modify_name_makesNoVersion() {
    clouds.settle();
    Answer answer = modify("PrefixListName", "branches");
    assertThat(answer.first("prefixList/prefixListName")).isEqualTo("branches");
    assertThat(answer.first("prefixList/version")).isEqualTo("1");
  }

  @Test
  void restore_anOldVersion_bringsItsEntriesBack() {
    clouds.settle();
    modify("CurrentVersion", "1", "RemoveEntry.1.Cidr", "10.9.0.0/16");
    clouds.settle();
    tokyo.call(
        "RestoreManagedPrefixListVersion",
        "PrefixListId",
        list,
        "CurrentVersion",
        "2",
        "PreviousVersion",
        "1");
    assertThat(state()).isEqualTo("restore-in-progress");
    clouds.settle();
    assertThat(entries().all("entrySet/item/cidr")).hasSize(2);
  }

  @Test
  void delete_unused_isGoneAfterAWhile() {
    clouds.settle();
    tokyo.call("DeleteManagedPrefixList", "PrefixListId", list);
    assertThat(state()).isEqualTo("delete-in-progress");
    clouds.settle();
    assertThat(tokyo.call("DescribeManagedPrefixLists", "PrefixListId.1", list).code())
        .isEqualTo("InvalidPrefixListID.NotFound");
  }

  @Test
  void delete_usedByAGroup_fails() {
    clouds.settle();
    String group = console.createSecurityGroup(console.createVpc("10.20.0.0/16"), "app");
    authorize(group);
    tokyo.call("DeleteManagedPrefixList", "PrefixListId", list);
    clouds.settle();
    assertThat(state()).isEqualTo("delete-failed");
    assertThat(
            tokyo
                .call("GetManagedPrefixListAssociations", "PrefixListId", list)
                .all("prefixListAssociationSet/item/resourceId"))
        .containsExactly(group);
  }

  private Answer authorize(String group) {
    return tokyo.call(
        "AuthorizeSecurityGroupIngress",
        "GroupId",
        group,
        "IpPermissions.1.IpProtocol",
        "tcp",
        "IpPermissions.1.FromPort",
        "443",
        "IpPermissions.1.ToPort",
        "443",
        "IpPermissions.1.PrefixListIds.1.PrefixListId",
        list,
        "IpPermissions.1.PrefixListIds.1.Description",
        "offices");
  }

  @Test
  void authorize_byList_isReadBackAsRuleAndAsPermission() {
    String group = console.createSecurityGroup(console.createVpc("10.20.0.0/16"), "app");
    assertThat(authorize(group).first("securityGroupRuleSet/item/prefixListId")).isEqualTo(list);
    assertThat(authorize(group).code()).isEqualTo("InvalidPermission.Duplicate");
    Answer described = tokyo.call("DescribeSecurityGroups", "GroupId.1", group);
    String permission = "securityGroupInfo/item/ipPermissions/item/prefixListIds/item/";
    assertThat(described.first(permission + "prefixListId")).isEqualTo(list);
    assertThat(described.first(permission + "description")).isEqualTo("offices");
  }

  @Test
  void authorize_biggerThanTheQuota_isRefused() {
    clouds.aws.quota(Clouds.OWN, Clouds.TOKYO, "L-0EA8095F", 3);
    String group = console.createSecurityGroup(console.createVpc("10.20.0.0/16"), "app");
    assertThat(authorize(group).code()).isEqualTo("RulesPerSecurityGroupLimitExceeded");
  }

  @Test
  void ofCloud_lists_areReadOnly() {
    String s3 =
        tokyo
            .call(
                "DescribePrefixLists",
                "Filter.1.Name",
                "prefix-list-name",
                "Filter.1.Value.1",
                "com.amazonaws.ap-northeast-1.s3")
            .first(SET + "prefixListId");
    assertThat(
            tokyo.call("DescribeManagedPrefixLists", "PrefixListId.1", s3).first(SET + "ownerId"))
        .isEqualTo("AWS");
    assertThat(tokyo.call("DeleteManagedPrefixList", "PrefixListId", s3).code())
        .isEqualTo("UnsupportedOperation");
  }

  @Test
  void walk_routeAndRuleByList_followItsEntries() {
    clouds.settle();
    String vpc = console.createVpc("10.20.0.0/16");
    Host from = console.runInstance(console.createSubnet(vpc, "10.20.1.0/24", "ap-northeast-1a"));
    String peer = console.createVpc("10.9.0.0/16");
    String group = console.createSecurityGroup(peer, "app");
    Host to =
        console.runInstance(console.createSubnet(peer, "10.9.1.0/24", "ap-northeast-1a"), group);
    console.authorizeIngress(group, "tcp", 443, 443, "10.20.0.0/16");
    String peering = console.createPeering(vpc, Clouds.OWN, Clouds.TOKYO, peer);
    clouds.settle();
    console.acceptPeering(peering);
    clouds.settle();
    console.createRoute(console.mainRouteTable(peer), "10.20.0.0/16", peering);
    console.call(
        "CreateRoute",
        Map.of(
            "RouteTableId", console.mainRouteTable(vpc),
            "DestinationPrefixListId", list,
            "VpcPeeringConnectionId", peering));
    WalkResult result = clouds.aws.walk().connect(from, to.privateIp(), 443);
    assertThat(result.delivered()).as(result.stoppedAt()).isTrue();
    assertThat(result.hops()).anyMatch(hop -> hop.contains("10.9.0.0/16 of " + list));
    modify("CurrentVersion", "1", "RemoveEntry.1.Cidr", "10.9.0.0/16");
    assertThat(clouds.aws.walk().connect(from, to.privateIp(), 443).stoppedAt())
        .contains("no route to");
  }
}
