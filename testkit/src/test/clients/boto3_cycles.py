"""Life cycles of VPC objects as a Python program would play them, against a fake EC2.

python3 boto3_cycles.py ENDPOINT KEY_ID SECRET OTHER_KEY_ID OTHER_SECRET
"""
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT, KEY, SECRET, OTHER_KEY, OTHER_SECRET = sys.argv[1:6]
OWN, OTHER = "111122223333", "444455556666"


def client(service, region="us-east-1", key=KEY, secret=SECRET):
    return boto3.client(service, endpoint_url=ENDPOINT, region_name=region, aws_access_key_id=key,
                        aws_secret_access_key=secret, config=Config(retries={"max_attempts": 0}))


def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return ""


def check(found, wanted):
    if found != wanted:
        raise AssertionError(f"found {found!r}, wanted {wanted!r}")


def tagged(kind, **tags):
    return [{"ResourceType": kind, "Tags": [{"Key": k, "Value": v} for k, v in tags.items()]}]


def filters(**values):
    return [{"Name": name.replace("_", "-"), "Values": [value]} for name, value in values.items()]


ec2, west = client("ec2"), client("ec2", "eu-west-1")
other = client("ec2", key=OTHER_KEY, secret=OTHER_SECRET)
other_west = client("ec2", "eu-west-1", OTHER_KEY, OTHER_SECRET)
FAST = {"Delay": 1, "MaxAttempts": 20}

# who and where
check(client("sts").get_caller_identity()["Account"], OWN)
check(client("iam").get_user()["User"]["UserName"], "fake")
client("iam").list_roles()
client("iam").list_account_aliases()
ec2.describe_regions()
zones = [z["ZoneName"] for z in ec2.describe_availability_zones()["AvailabilityZones"]]
ec2.describe_account_attributes(AttributeNames=["supported-platforms", "default-vpc"])

# a VPC with all attributes
vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True, InstanceTenancy="default",
                     TagSpecifications=tagged("vpc", Name="main", team="net"))["Vpc"]["VpcId"]
ec2.get_waiter("vpc_exists").wait(VpcIds=[vpc], WaiterConfig=FAST)
ec2.get_waiter("vpc_available").wait(VpcIds=[vpc], WaiterConfig=FAST)
ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsSupport={"Value": True})
ec2.modify_vpc_attribute(VpcId=vpc, EnableNetworkAddressUsageMetrics={"Value": True})
for name in ("enableDnsHostnames", "enableDnsSupport", "enableNetworkAddressUsageMetrics"):
    answer = ec2.describe_vpc_attribute(VpcId=vpc, Attribute=name)
    check(answer[name[0].upper() + name[1:]], {"Value": True})
block = ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="10.1.0.0/16")["CidrBlockAssociation"]["AssociationId"]
described = ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]
check({a["CidrBlock"]: a["CidrBlockState"]["State"] for a in described["CidrBlockAssociationSet"]},
      {"10.0.0.0/16": "associated", "10.1.0.0/16": "associated"})
check({t["Key"]: t["Value"] for t in described["Tags"]}, {"Name": "main", "team": "net"})
ipv6 = described["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]

# DHCP options
options = ec2.create_dhcp_options(
    DhcpConfigurations=[{"Key": "domain-name", "Values": ["example.com"]},
                        {"Key": "domain-name-servers", "Values": ["10.0.0.2", "AmazonProvidedDNS"]}],
    TagSpecifications=tagged("dhcp-options", Name="main"))["DhcpOptions"]["DhcpOptionsId"]
ec2.associate_dhcp_options(VpcId=vpc, DhcpOptionsId=options)
check(ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["DhcpOptionsId"], options)
ec2.describe_dhcp_options(DhcpOptionsIds=[options])

# subnets and their attributes
subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24", AvailabilityZone=zones[0],
                           Ipv6CidrBlock=ipv6.replace("/56", "/64"),
                           TagSpecifications=tagged("subnet", Name="a"))["Subnet"]["SubnetId"]
public = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.2.0/24", AvailabilityZone=zones[1])["Subnet"]["SubnetId"]
ec2.get_waiter("subnet_available").wait(SubnetIds=[subnet, public], WaiterConfig=FAST)
ec2.modify_subnet_attribute(SubnetId=public, MapPublicIpOnLaunch={"Value": True})
ec2.modify_subnet_attribute(SubnetId=subnet, AssignIpv6AddressOnCreation={"Value": True})
ec2.modify_subnet_attribute(SubnetId=subnet, EnableDns64={"Value": True})
ec2.modify_subnet_attribute(SubnetId=subnet, PrivateDnsHostnameTypeOnLaunch="resource-name")
ec2.modify_subnet_attribute(SubnetId=subnet, EnableResourceNameDnsARecordOnLaunch={"Value": True})
check(ec2.describe_subnets(Filters=filters(vpc_id=vpc, cidr_block="10.0.1.0/24"))["Subnets"][0]["EnableDns64"], True)

# gateways of all kinds, an elastic address
igw = ec2.create_internet_gateway(TagSpecifications=tagged("internet-gateway", Name="main"))["InternetGateway"]["InternetGatewayId"]
ec2.attach_internet_gateway(InternetGatewayId=igw, VpcId=vpc)
ec2.get_waiter("internet_gateway_exists").wait(InternetGatewayIds=[igw], WaiterConfig=FAST)
eigw = ec2.create_egress_only_internet_gateway(VpcId=vpc)["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]
ec2.describe_egress_only_internet_gateways(EgressOnlyInternetGatewayIds=[eigw])
address = ec2.allocate_address(Domain="vpc", TagSpecifications=tagged("elastic-ip", Name="nat"))["AllocationId"]
ec2.describe_addresses(AllocationIds=[address])
nat = ec2.create_nat_gateway(SubnetId=public, AllocationId=address, ClientToken="nat-1",
                             TagSpecifications=tagged("natgateway", Name="nat"))["NatGateway"]["NatGatewayId"]
ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
check(ec2.describe_addresses(AllocationIds=[address])["Addresses"][0]["NetworkInterfaceOwnerId"], OWN)

# route tables
table = ec2.create_route_table(VpcId=vpc, TagSpecifications=tagged("route-table", Name="private"))["RouteTable"]["RouteTableId"]
association = ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)["AssociationId"]
main = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]},
                                          {"Name": "association.main", "Values": ["true"]}])["RouteTables"][0]
ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
ec2.create_route(RouteTableId=table, DestinationIpv6CidrBlock="::/0", EgressOnlyInternetGatewayId=eigw)
ec2.create_route(RouteTableId=main["RouteTableId"], DestinationCidrBlock="0.0.0.0/0", GatewayId=igw)
check({r.get("DestinationCidrBlock", r.get("DestinationIpv6CidrBlock")): r["State"]
       for r in ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]},
      {"10.0.0.0/16": "active", "10.1.0.0/16": "active", ipv6: "active", "0.0.0.0/0": "active", "::/0": "active"})
replaced = ec2.replace_route_table_association(
    AssociationId=main["Associations"][0]["RouteTableAssociationId"], RouteTableId=table)["NewAssociationId"]
ec2.replace_route_table_association(AssociationId=replaced, RouteTableId=main["RouteTableId"])

# prefix lists, an endpoint
plist = ec2.create_managed_prefix_list(
    PrefixListName="offices", AddressFamily="IPv4", MaxEntries=5,
    Entries=[{"Cidr": "10.8.0.0/16", "Description": "north"}],
    TagSpecifications=tagged("prefix-list", Name="offices"))["PrefixList"]["PrefixListId"]
check(ec2.describe_managed_prefix_lists(PrefixListIds=[plist])["PrefixLists"][0]["State"], "create-complete")
ec2.modify_managed_prefix_list(PrefixListId=plist, CurrentVersion=1,
                               AddEntries=[{"Cidr": "10.9.0.0/16", "Description": "south"}])
check(len(ec2.get_managed_prefix_list_entries(PrefixListId=plist, TargetVersion=2)["Entries"]), 2)
ec2.restore_managed_prefix_list_version(PrefixListId=plist, PreviousVersion=1, CurrentVersion=2)
endpoint = ec2.create_vpc_endpoint(VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3", RouteTableIds=[table],
                                   TagSpecifications=tagged("vpc-endpoint", Name="s3"))["VpcEndpoint"]["VpcEndpointId"]
ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddRouteTableIds=[main["RouteTableId"]])
check(ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"][0]["State"], "available")
ec2.describe_prefix_lists(Filters=[{"Name": "prefix-list-name", "Values": ["com.amazonaws.us-east-1.s3"]}])
ec2.describe_vpc_endpoint_services()

# groups
app = ec2.create_security_group(GroupName="app", Description="application", VpcId=vpc,
                                TagSpecifications=tagged("security-group", Name="app"))["GroupId"]
ec2.get_waiter("security_group_exists").wait(GroupIds=[app], WaiterConfig=FAST)
web = ec2.create_security_group(GroupName="web", Description="front", VpcId=vpc)["GroupId"]
rules = ec2.authorize_security_group_ingress(
    GroupId=app,
    IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
                    "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "inside"}],
                    "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}],
                    "UserIdGroupPairs": [{"GroupId": web, "Description": "from web"}],
                    "PrefixListIds": [{"PrefixListId": plist, "Description": "offices"}]}],
    TagSpecifications=tagged("security-group-rule", Name="https"))["SecurityGroupRules"]
check(len(rules), 4)
ec2.authorize_security_group_egress(GroupId=app, IpPermissions=[
    {"IpProtocol": "udp", "FromPort": 53, "ToPort": 53, "IpRanges": [{"CidrIp": "10.0.0.2/32"}]}])
ec2.revoke_security_group_egress(GroupId=app, IpPermissions=[
    {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
first = next(r for r in rules if r.get("CidrIpv4"))["SecurityGroupRuleId"]
ec2.modify_security_group_rules(GroupId=app, SecurityGroupRules=[{
    "SecurityGroupRuleId": first,
    "SecurityGroupRule": {"IpProtocol": "tcp", "FromPort": 8443, "ToPort": 8443, "CidrIpv4": "10.0.0.0/8",
                          "Description": "inside"}}])
ec2.update_security_group_rule_descriptions_ingress(GroupId=app, SecurityGroupRuleDescriptions=[
    {"SecurityGroupRuleId": first, "Description": "all inside"}])
check(ec2.describe_security_group_rules(SecurityGroupRuleIds=[first])["SecurityGroupRules"][0]["Description"], "all inside")
ec2.describe_security_group_rules(Filters=filters(group_id=app))
ec2.describe_security_groups(Filters=filters(group_name="default", vpc_id=vpc))
check(code(ec2.delete_security_group, GroupId=web), "DependencyViolation")

# network ACLs
acl = ec2.create_network_acl(VpcId=vpc, TagSpecifications=tagged("network-acl", Name="tight"))["NetworkAcl"]["NetworkAclId"]
ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=100, Protocol="6", RuleAction="allow", Egress=False,
                             CidrBlock="10.0.0.0/8", PortRange={"From": 443, "To": 443})
ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=110, Protocol="58", RuleAction="allow", Egress=True,
                             Ipv6CidrBlock="::/0", IcmpTypeCode={"Type": -1, "Code": -1})
ec2.replace_network_acl_entry(NetworkAclId=acl, RuleNumber=100, Protocol="-1", RuleAction="deny", Egress=False,
                              CidrBlock="10.0.0.0/8")
default = ec2.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [subnet]}])["NetworkAcls"][0]
taken = next(a for a in default["Associations"] if a["SubnetId"] == subnet)["NetworkAclAssociationId"]
given = ec2.replace_network_acl_association(AssociationId=taken, NetworkAclId=acl)["NewAssociationId"]
check(code(ec2.delete_network_acl, NetworkAclId=acl), "DependencyViolation")
ec2.replace_network_acl_association(AssociationId=given, NetworkAclId=default["NetworkAclId"])
ec2.delete_network_acl_entry(NetworkAclId=acl, RuleNumber=110, Egress=True)

# interfaces and instances
eni = ec2.create_network_interface(SubnetId=subnet, Groups=[app], Description="second", PrivateIpAddress="10.0.1.50",
                                   TagSpecifications=tagged("network-interface", Name="second"))["NetworkInterface"]["NetworkInterfaceId"]
ec2.get_waiter("network_interface_available").wait(NetworkInterfaceIds=[eni], WaiterConfig=FAST)
ec2.modify_network_interface_attribute(NetworkInterfaceId=eni, SourceDestCheck={"Value": False})
ec2.assign_private_ip_addresses(NetworkInterfaceId=eni, SecondaryPrivateIpAddressCount=2)
ec2.describe_network_interface_attribute(NetworkInterfaceId=eni, Attribute="groupSet")
instance = ec2.run_instances(ImageId="ami-0123456789abcdef0", InstanceType="t3.micro", MinCount=1, MaxCount=1,
                             SubnetId=subnet, SecurityGroupIds=[app],
                             TagSpecifications=tagged("instance", Name="host") + tagged("volume", Name="host"))["Instances"][0]["InstanceId"]
ec2.get_waiter("instance_running").wait(InstanceIds=[instance], WaiterConfig=FAST)
ec2.get_waiter("instance_status_ok").wait(InstanceIds=[instance], WaiterConfig=FAST)
attachment = ec2.attach_network_interface(NetworkInterfaceId=eni, InstanceId=instance, DeviceIndex=1)["AttachmentId"]
floating = ec2.allocate_address()["AllocationId"]
bound = ec2.associate_address(AllocationId=floating, InstanceId=instance)["AssociationId"]
check("PublicIpAddress" in ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"][0], True)
ec2.describe_instance_attribute(InstanceId=instance, Attribute="disableApiTermination")
ec2.disassociate_address(AssociationId=bound)
ec2.release_address(AllocationId=floating)
ec2.create_route(RouteTableId=table, DestinationCidrBlock="192.0.2.0/24", NetworkInterfaceId=eni)
ec2.stop_instances(InstanceIds=[instance])
ec2.get_waiter("instance_stopped").wait(InstanceIds=[instance], WaiterConfig=FAST)
ec2.start_instances(InstanceIds=[instance])
ec2.get_waiter("instance_running").wait(InstanceIds=[instance], WaiterConfig=FAST)

# peerings in all four combinations of account and region
for side, far, account, region, cidr in ((ec2, ec2, OWN, "us-east-1", "10.20.0.0/16"),
                                         (ec2, west, OWN, "eu-west-1", "10.21.0.0/16"),
                                         (ec2, other, OTHER, "us-east-1", "10.22.0.0/16"),
                                         (ec2, other_west, OTHER, "eu-west-1", "10.23.0.0/16")):
    peer = far.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
    pcx = side.create_vpc_peering_connection(
        VpcId=vpc, PeerVpcId=peer, PeerOwnerId=account, PeerRegion=region,
        TagSpecifications=tagged("vpc-peering-connection", Name="asked"))["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    side.get_waiter("vpc_peering_connection_exists").wait(VpcPeeringConnectionIds=[pcx], WaiterConfig=FAST)
    far.accept_vpc_peering_connection(VpcPeeringConnectionId=pcx)
    far.create_tags(Resources=[pcx], Tags=[{"Key": "side", "Value": "accepter"}])
    check(side.describe_vpc_peering_connections(VpcPeeringConnectionIds=[pcx])["VpcPeeringConnections"][0]["Status"]["Code"], "active")
    dns = {"AllowDnsResolutionFromRemoteVpc": True}
    if far is side:
        side.modify_vpc_peering_connection_options(VpcPeeringConnectionId=pcx, RequesterPeeringConnectionOptions=dns,
                                                   AccepterPeeringConnectionOptions=dns)
    else:
        side.modify_vpc_peering_connection_options(VpcPeeringConnectionId=pcx, RequesterPeeringConnectionOptions=dns)
        far.modify_vpc_peering_connection_options(VpcPeeringConnectionId=pcx, AccepterPeeringConnectionOptions=dns)
        check([t["Key"] for t in side.describe_vpc_peering_connections(VpcPeeringConnectionIds=[pcx])
              ["VpcPeeringConnections"][0]["Tags"]], ["Name"])
    side.create_route(RouteTableId=table, DestinationCidrBlock=cidr, VpcPeeringConnectionId=pcx)
    side.describe_vpc_peering_connections(Filters=[{"Name": "requester-vpc-info.vpc-id", "Values": [vpc]},
                                                   {"Name": "status-code", "Values": ["active"]}])
    side.delete_route(RouteTableId=table, DestinationCidrBlock=cidr)
    side.delete_vpc_peering_connection(VpcPeeringConnectionId=pcx)
    side.get_waiter("vpc_peering_connection_deleted").wait(VpcPeeringConnectionIds=[pcx], WaiterConfig=FAST)
    far.delete_vpc(VpcId=peer)

# all of it away again, each until nothing is to be seen of it
ec2.delete_route(RouteTableId=table, DestinationCidrBlock="192.0.2.0/24")
ec2.detach_network_interface(AttachmentId=attachment)
ec2.terminate_instances(InstanceIds=[instance])
ec2.get_waiter("instance_terminated").wait(InstanceIds=[instance], WaiterConfig=FAST)
ec2.delete_network_interface(NetworkInterfaceId=eni)
check(code(ec2.describe_network_interfaces, NetworkInterfaceIds=[eni]), "InvalidNetworkInterfaceID.NotFound")
ec2.delete_network_acl(NetworkAclId=acl)
check(code(ec2.describe_network_acls, NetworkAclIds=[acl]), "InvalidNetworkAclID.NotFound")
ec2.delete_security_group(GroupId=app)
ec2.delete_security_group(GroupId=web)
check(code(ec2.describe_security_groups, GroupIds=[app]), "InvalidGroup.NotFound")
ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])
check(code(ec2.describe_vpc_endpoints, VpcEndpointIds=[endpoint]), "InvalidVpcEndpointId.NotFound")
ec2.delete_managed_prefix_list(PrefixListId=plist)
check(code(ec2.describe_managed_prefix_lists, PrefixListIds=[plist]), "InvalidPrefixListID.NotFound")
ec2.delete_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0")
ec2.disassociate_route_table(AssociationId=association)
ec2.delete_route_table(RouteTableId=table)
check(code(ec2.describe_route_tables, RouteTableIds=[table]), "InvalidRouteTableID.NotFound")
ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=eigw)
ec2.delete_nat_gateway(NatGatewayId=nat)
ec2.get_waiter("nat_gateway_deleted").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
ec2.release_address(AllocationId=address)
check(code(ec2.describe_addresses, AllocationIds=[address]), "InvalidAllocationID.NotFound")
ec2.detach_internet_gateway(InternetGatewayId=igw, VpcId=vpc)
ec2.delete_internet_gateway(InternetGatewayId=igw)
check(code(ec2.describe_internet_gateways, InternetGatewayIds=[igw]), "InvalidInternetGatewayID.NotFound")
for each in (subnet, public):
    ec2.delete_subnet(SubnetId=each)
    check(code(ec2.describe_subnets, SubnetIds=[each]), "InvalidSubnetID.NotFound")
ec2.disassociate_vpc_cidr_block(AssociationId=block)
ec2.associate_dhcp_options(VpcId=vpc, DhcpOptionsId="default")
ec2.delete_dhcp_options(DhcpOptionsId=options)
ec2.delete_vpc(VpcId=vpc)
check(code(ec2.describe_vpcs, VpcIds=[vpc]), "InvalidVpcID.NotFound")

# the default VPC, page by page
default_vpc = ec2.create_default_vpc()["Vpc"]["VpcId"]
subnets = [s["SubnetId"] for page in ec2.get_paginator("describe_subnets").paginate(
    Filters=filters(vpc_id=default_vpc)) for s in page["Subnets"]]
check(len(subnets), len(zones))
ec2.delete_subnet(SubnetId=subnets[0])
zone = next(z for z in zones if z not in [s["AvailabilityZone"] for s in ec2.describe_subnets()["Subnets"]])
ec2.create_default_subnet(AvailabilityZone=zone)
check(code(ec2.delete_vpc, VpcId=default_vpc, DryRun=True), "DryRunOperation")
print("done")
