"""The calls of Terraform's AWS provider in whole life cycles, against a fake EC2.

This is not Terraform: no provider was at hand. Which calls it makes for a resource, in which order,
with which filters, and what it waits for is as commonly known, and for some resources as its source
says (internal/service/ec2 of hashicorp/terraform-provider-aws, read 2026-11).

python3 terraform_cycles.py ENDPOINT KEY_ID SECRET OTHER_KEY_ID OTHER_SECRET
"""
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT, KEY, SECRET, OTHER_KEY, OTHER_SECRET = sys.argv[1:6]
OWN, OTHER = "111122223333", "444455556666"
BUSY = 30


def client(service, region="us-east-1", key=KEY, secret=SECRET):
    return boto3.client(service, endpoint_url=ENDPOINT, region_name=region, aws_access_key_id=key,
                        aws_secret_access_key=secret,
                        config=Config(retries={"max_attempts": 0}, user_agent="terraform-provider-aws,as-its-source-says"))


ec2, west = client("ec2"), client("ec2", "eu-west-1")
other = client("ec2", key=OTHER_KEY, secret=OTHER_SECRET)
other_west = client("ec2", "eu-west-1", OTHER_KEY, OTHER_SECRET)


def filters(**values):
    return [{"Name": n.replace("__", ".").replace("_", "-"), "Values": [v]} for n, v in values.items()]


def tagged(kind, name):
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}]}]


def until(wanted, look):
    for _ in range(BUSY):
        found = look()
        if found == wanted:
            return
    raise AssertionError(f"never {wanted!r}, last {found!r}")


def until_gone(code, call, **arguments):
    """Polls as the provider does after a delete: to the code, or to an empty answer."""
    for _ in range(BUSY):
        try:
            answer = call(**arguments)
        except ClientError as error:
            if error.response["Error"]["Code"] != code:
                raise
            return
        if not any(v for k, v in answer.items() if isinstance(v, list)):
            return
    raise AssertionError("never gone")


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        if error.response["Error"]["Code"] != code:
            raise
        return
    raise AssertionError("not refused")


# The provider itself
client("sts").get_caller_identity()
ec2.describe_account_attributes(AttributeNames=["supported-platforms"])
ec2.describe_regions(Filters=filters(endpoint="ec2.us-east-1.amazonaws.com"))
ec2.describe_availability_zones(Filters=filters(state="available"))


# aws_vpc
def read_vpc(conn, vpc):
    conn.describe_vpcs(VpcIds=[vpc])
    for attribute in ("enableDnsHostnames", "enableDnsSupport", "enableNetworkAddressUsageMetrics"):
        conn.describe_vpc_attribute(VpcId=vpc, Attribute=attribute)
    acl = conn.describe_network_acls(Filters=filters(default="true", vpc_id=vpc))["NetworkAcls"][0]
    table = conn.describe_route_tables(Filters=filters(association__main="true", vpc_id=vpc))["RouteTables"][0]
    group = conn.describe_security_groups(Filters=filters(group_name="default", vpc_id=vpc))["SecurityGroups"][0]
    return acl, table, group


def make_vpc(conn, cidr, ipv6=False):
    vpc = conn.create_vpc(AmazonProvidedIpv6CidrBlock=ipv6, CidrBlock=cidr, InstanceTenancy="default",
                          TagSpecifications=tagged("vpc", cidr))["Vpc"]["VpcId"]
    until("available", lambda: conn.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["State"])
    return vpc


def drop_vpc(conn, vpc):
    conn.delete_vpc(VpcId=vpc)
    until_gone("InvalidVpcID.NotFound", conn.describe_vpcs, VpcIds=[vpc])


vpc = make_vpc(ec2, "10.0.0.0/16", True)
sixes = ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"][0]
ec2.describe_vpcs(Filters=filters(ipv6_cidr_block_association__association_id=sixes["AssociationId"]))
ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
until(True, lambda: ec2.describe_vpc_attribute(VpcId=vpc, Attribute="enableDnsHostnames")["EnableDnsHostnames"]["Value"])
acl, table, group = read_vpc(ec2, vpc)
ec2.create_tags(Resources=[vpc], Tags=[{"Key": "team", "Value": "net"}])
ec2.delete_tags(Resources=[vpc], Tags=[{"Key": "team"}])
read_vpc(ec2, vpc)

# aws_vpc_ipv4_cidr_block_association
block = ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="10.1.0.0/16")["CidrBlockAssociation"]["AssociationId"]
seen = lambda: ec2.describe_vpcs(Filters=filters(cidr_block_association__association_id=block))["Vpcs"]
until("associated", lambda: next(a for a in seen()[0]["CidrBlockAssociationSet"] if a["AssociationId"] == block)["CidrBlockState"]["State"])

# aws_vpc_dhcp_options, aws_vpc_dhcp_options_association, aws_default_vpc_dhcp_options
options = ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name", "Values": ["example.com"]}],
                                  TagSpecifications=tagged("dhcp-options", "o"))["DhcpOptions"]["DhcpOptionsId"]
ec2.describe_dhcp_options(DhcpOptionsIds=[options])
ec2.associate_dhcp_options(DhcpOptionsId=options, VpcId=vpc)
ec2.describe_dhcp_options(Filters=[{"Name": "key", "Values": ["domain-name"]}, {"Name": "value", "Values": ["ec2.internal"]},
                                   {"Name": "key", "Values": ["domain-name-servers"]},
                                   {"Name": "value", "Values": ["AmazonProvidedDNS"]}, {"Name": "owner-id", "Values": [OWN]}])

# aws_subnet
subnets = []
for number, zone in ((1, "us-east-1a"), (2, "us-east-1b")):
    subnet = ec2.create_subnet(AvailabilityZone=zone, CidrBlock=f"10.0.{number}.0/24", VpcId=vpc,
                               TagSpecifications=tagged("subnet", zone))["Subnet"]["SubnetId"]
    until("available", lambda: ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["State"])
    subnets.append(subnet)
private, public = subnets
ec2.modify_subnet_attribute(SubnetId=public, MapPublicIpOnLaunch={"Value": True})
until(True, lambda: ec2.describe_subnets(SubnetIds=[public])["Subnets"][0]["MapPublicIpOnLaunch"])
ec2.modify_subnet_attribute(SubnetId=private, EnableResourceNameDnsARecordOnLaunch={"Value": True})
ec2.modify_subnet_attribute(SubnetId=private, PrivateDnsHostnameTypeOnLaunch="resource-name")
ec2.describe_subnets(SubnetIds=[private])
six = ec2.associate_subnet_cidr_block(SubnetId=private, Ipv6CidrBlock=sixes["Ipv6CidrBlock"].replace("/56", "/64"))["Ipv6CidrBlockAssociation"]["AssociationId"]
ec2.describe_subnets(Filters=filters(ipv6_cidr_block_association__association_id=six))
ec2.modify_subnet_attribute(SubnetId=private, AssignIpv6AddressOnCreation={"Value": True})
ec2.describe_subnets(Filters=filters(vpc_id=vpc))

# aws_internet_gateway, aws_egress_only_internet_gateway, aws_eip, aws_nat_gateway
igw = ec2.create_internet_gateway(TagSpecifications=tagged("internet-gateway", "g"))["InternetGateway"]["InternetGatewayId"]
ec2.attach_internet_gateway(InternetGatewayId=igw, VpcId=vpc)
until("available", lambda: ec2.describe_internet_gateways(InternetGatewayIds=[igw])["InternetGateways"][0]["Attachments"][0]["State"])
eigw = ec2.create_egress_only_internet_gateway(VpcId=vpc, ClientToken="t", TagSpecifications=tagged("egress-only-internet-gateway", "e"))["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]
ec2.describe_egress_only_internet_gateways(EgressOnlyInternetGatewayIds=[eigw])
eip = ec2.allocate_address(Domain="vpc", TagSpecifications=tagged("elastic-ip", "e"))["AllocationId"]
ec2.describe_addresses(AllocationIds=[eip])
ec2.describe_addresses_attribute(AllocationIds=[eip], Attribute="domain-name")
nat = ec2.create_nat_gateway(AllocationId=eip, ClientToken="n", ConnectivityType="public", SubnetId=public,
                             TagSpecifications=tagged("natgateway", "n"))["NatGateway"]["NatGatewayId"]
until("available", lambda: ec2.describe_nat_gateways(NatGatewayIds=[nat])["NatGateways"][0]["State"])

# aws_ec2_managed_prefix_list, aws_ec2_managed_prefix_list_entry
plist = ec2.create_managed_prefix_list(AddressFamily="IPv4", MaxEntries=2, PrefixListName="offices", ClientToken="p",
                                       Entries=[{"Cidr": "10.8.0.0/16", "Description": "north"}],
                                       TagSpecifications=tagged("prefix-list", "p"))["PrefixList"]["PrefixListId"]
state = lambda: ec2.describe_managed_prefix_lists(PrefixListIds=[plist])["PrefixLists"][0]["State"]
until("create-complete", state)
ec2.get_managed_prefix_list_entries(PrefixListId=plist)
ec2.modify_managed_prefix_list(PrefixListId=plist, MaxEntries=5)
until("modify-complete", state)
ec2.modify_managed_prefix_list(PrefixListId=plist, CurrentVersion=1, AddEntries=[{"Cidr": "10.9.0.0/16"}], PrefixListName="offices")
until("modify-complete", state)
refused("PrefixListVersionMismatch", ec2.modify_managed_prefix_list, PrefixListId=plist, CurrentVersion=1, AddEntries=[{"Cidr": "10.7.0.0/16"}])
ec2.get_managed_prefix_list_entries(PrefixListId=plist)


# aws_route_table with inline routes, aws_route, aws_route_table_association
def read_table(route_table):
    return ec2.describe_route_tables(RouteTableIds=[route_table])["RouteTables"][0]


tables = []
for name in ("inline", "separate"):
    tables.append(ec2.create_route_table(VpcId=vpc, ClientToken=name, TagSpecifications=tagged("route-table", name))["RouteTable"]["RouteTableId"])
    read_table(tables[-1])
inline, separate = tables
for destination in ({"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": nat},
                    {"DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": eigw},
                    {"DestinationPrefixListId": plist, "NatGatewayId": nat}):
    ec2.create_route(RouteTableId=inline, **destination)
    until("active", lambda: read_table(inline)["Routes"][-1]["State"])
ec2.create_route(RouteTableId=separate, DestinationCidrBlock="0.0.0.0/0", GatewayId=igw)
refused("RouteAlreadyExists", ec2.create_route, RouteTableId=separate, DestinationCidrBlock="0.0.0.0/0", GatewayId=igw)
ec2.replace_route(RouteTableId=separate, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
read_table(separate)
association = ec2.associate_route_table(RouteTableId=inline, SubnetId=private)["AssociationId"]
by_association = lambda id: ec2.describe_route_tables(Filters=filters(association__route_table_association_id=id))
by_association(association)

# aws_main_route_table_association, aws_default_route_table
main = ec2.describe_route_tables(Filters=filters(association__main="true", vpc_id=vpc))["RouteTables"][0]
moved = ec2.replace_route_table_association(AssociationId=main["Associations"][0]["RouteTableAssociationId"], RouteTableId=separate)["NewAssociationId"]
by_association(moved)
back = ec2.replace_route_table_association(AssociationId=moved, RouteTableId=main["RouteTableId"])["NewAssociationId"]
by_association(back)
ec2.create_route(RouteTableId=main["RouteTableId"], DestinationCidrBlock="0.0.0.0/0", GatewayId=igw)
read_table(main["RouteTableId"])
ec2.delete_route(RouteTableId=main["RouteTableId"], DestinationCidrBlock="0.0.0.0/0")
read_table(main["RouteTableId"])

# aws_vpc_endpoint, aws_vpc_endpoint_route_table_association
s3 = ec2.create_vpc_endpoint(ClientToken="s", PrivateDnsEnabled=False, ServiceName="com.amazonaws.us-east-1.s3", VpcEndpointType="Gateway",
                             VpcId=vpc, TagSpecifications=tagged("vpc-endpoint", "s3"))["VpcEndpoint"]["VpcEndpointId"]
until("available", lambda: ec2.describe_vpc_endpoints(VpcEndpointIds=[s3])["VpcEndpoints"][0]["State"])
ec2.describe_prefix_lists(Filters=filters(prefix_list_name="com.amazonaws.us-east-1.s3"))
ec2.describe_vpc_endpoint_services(Filters=filters(service_type="Gateway"), ServiceNames=["com.amazonaws.us-east-1.s3"])
ec2.modify_vpc_endpoint(VpcEndpointId=s3, AddRouteTableIds=[inline])
until([inline], lambda: ec2.describe_vpc_endpoints(VpcEndpointIds=[s3])["VpcEndpoints"][0]["RouteTableIds"])
read_table(inline)

# aws_default_security_group: adopted, emptied, filled
ec2.revoke_security_group_egress(GroupId=group["GroupId"], IpPermissions=group["IpPermissionsEgress"])
ec2.revoke_security_group_ingress(GroupId=group["GroupId"], IpPermissions=group["IpPermissions"])
ec2.authorize_security_group_ingress(GroupId=group["GroupId"], IpPermissions=[
    {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": group["GroupId"]}]}])
ec2.describe_security_groups(GroupIds=[group["GroupId"]])


# aws_security_group with inline rules, aws_security_group_rule, aws_vpc_security_group_ingress_rule
def make_group(name):
    made = ec2.create_security_group(Description="Managed by Terraform", GroupName=name, VpcId=vpc,
                                     TagSpecifications=tagged("security-group", name))["GroupId"]
    ec2.describe_security_groups(GroupIds=[made])
    ec2.revoke_security_group_egress(GroupId=made, IpPermissions=[{"IpProtocol": "-1", "FromPort": 0, "ToPort": 0, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
    ec2.revoke_security_group_egress(GroupId=made, IpPermissions=[{"IpProtocol": "-1", "FromPort": 0, "ToPort": 0, "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}])
    return made


app, web = make_group("app"), make_group("web")
permission = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "in"}],
              "PrefixListIds": [{"PrefixListId": plist, "Description": "offices"}],
              "UserIdGroupPairs": [{"GroupId": web, "Description": "web"}]}
ec2.authorize_security_group_ingress(GroupId=app, IpPermissions=[permission])
ec2.authorize_security_group_egress(GroupId=app, IpPermissions=[{"IpProtocol": "-1", "FromPort": 0, "ToPort": 0, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
ec2.describe_security_groups(GroupIds=[app])
single = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}
rule = ec2.authorize_security_group_ingress(GroupId=web, IpPermissions=[single], TagSpecifications=tagged("security-group-rule", "ssh"))["SecurityGroupRules"][0]["SecurityGroupRuleId"]
ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule])
ec2.modify_security_group_rules(GroupId=web, SecurityGroupRules=[{"SecurityGroupRuleId": rule, "SecurityGroupRule": {
    "IpProtocol": "tcp", "FromPort": 22, "ToPort": 23, "CidrIpv4": "10.0.0.0/16"}}])
ec2.revoke_security_group_ingress(GroupId=web, SecurityGroupRuleIds=[rule])
until_gone("InvalidSecurityGroupRuleId.NotFound", ec2.describe_security_group_rules, SecurityGroupRuleIds=[rule])

# aws_default_network_acl: adopted, emptied, filled; aws_network_acl, aws_network_acl_rule
for entry in acl["Entries"]:
    if entry["RuleNumber"] < 32767:
        ec2.delete_network_acl_entry(NetworkAclId=acl["NetworkAclId"], RuleNumber=entry["RuleNumber"], Egress=entry["Egress"])
for egress in (False, True):
    ec2.create_network_acl_entry(NetworkAclId=acl["NetworkAclId"], RuleNumber=100, Protocol="-1", RuleAction="allow", Egress=egress,
                                 CidrBlock="0.0.0.0/0", PortRange={"From": 0, "To": 0})
ec2.describe_network_acls(NetworkAclIds=[acl["NetworkAclId"]])
tight = ec2.create_network_acl(VpcId=vpc, ClientToken="a", TagSpecifications=tagged("network-acl", "tight"))["NetworkAcl"]["NetworkAclId"]
ec2.describe_network_acls(NetworkAclIds=[tight])
ec2.create_network_acl_entry(NetworkAclId=tight, RuleNumber=200, Protocol="6", RuleAction="allow", Egress=False, CidrBlock="10.0.0.0/8", PortRange={"From": 443, "To": 443})
ec2.describe_network_acls(NetworkAclIds=[tight], Filters=filters(entry__rule_number="200", entry__egress="false"))
old = ec2.describe_network_acls(Filters=filters(association__subnet_id=public))["NetworkAcls"][0]
old = next(a for a in old["Associations"] if a["SubnetId"] == public)["NetworkAclAssociationId"]
new = ec2.replace_network_acl_association(AssociationId=old, NetworkAclId=tight)["NewAssociationId"]
ec2.describe_network_acls(Filters=filters(association__association_id=new))

# aws_network_interface, aws_instance, aws_network_interface_attachment, aws_eip_association
eni = ec2.create_network_interface(SubnetId=private, ClientToken="i", Groups=[app], Description="second", PrivateIpAddresses=[
    {"Primary": True, "PrivateIpAddress": "10.0.1.50"}, {"Primary": False, "PrivateIpAddress": "10.0.1.51"}],
    TagSpecifications=tagged("network-interface", "second"))["NetworkInterface"]["NetworkInterfaceId"]
until("available", lambda: ec2.describe_network_interfaces(NetworkInterfaceIds=[eni])["NetworkInterfaces"][0]["Status"])
ec2.modify_network_interface_attribute(NetworkInterfaceId=eni, SourceDestCheck={"Value": False})
instance = ec2.run_instances(ClientToken="r", DisableApiStop=False, DisableApiTermination=False, EbsOptimized=False, ImageId="ami-0123456789abcdef0",
                             InstanceInitiatedShutdownBehavior="stop", InstanceType="t3.micro", MaxCount=1, MinCount=1,
                             Monitoring={"Enabled": False}, SecurityGroupIds=[app], SubnetId=private,
                             MetadataOptions={"HttpEndpoint": "enabled", "HttpTokens": "required"},
                             TagSpecifications=tagged("instance", "host") + tagged("volume", "host"))["Instances"][0]["InstanceId"]
state = lambda: ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"][0]["State"]["Name"]
until("running", state)
ec2.describe_instance_types(InstanceTypes=["t3.micro"])
ec2.describe_vpcs(VpcIds=[vpc])
ec2.describe_instance_credit_specifications(InstanceIds=[instance])
ec2.describe_volumes(Filters=filters(attachment__instance_id=instance))
for attribute in ("disableApiStop", "disableApiTermination", "instanceInitiatedShutdownBehavior", "userData"):
    ec2.describe_instance_attribute(Attribute=attribute, InstanceId=instance)
attached = ec2.attach_network_interface(DeviceIndex=1, InstanceId=instance, NetworkInterfaceId=eni)["AttachmentId"]
until("in-use", lambda: ec2.describe_network_interfaces(NetworkInterfaceIds=[eni])["NetworkInterfaces"][0]["Status"])
second = ec2.allocate_address(Domain="vpc")["AllocationId"]
bound = ec2.associate_address(AllocationId=second, AllowReassociation=True, NetworkInterfaceId=eni, PrivateIpAddress="10.0.1.51")["AssociationId"]
ec2.describe_addresses(Filters=filters(association_id=bound))
ec2.modify_instance_attribute(InstanceId=instance, DisableApiTermination={"Value": False})
ec2.stop_instances(InstanceIds=[instance], Force=False)
until("stopped", state)
ec2.modify_instance_attribute(InstanceId=instance, InstanceType={"Value": "t3.small"})
ec2.start_instances(InstanceIds=[instance])
until("running", state)


# aws_vpc_peering_connection, _accepter, _options in the four combinations of account and region
def peer_state(conn, pcx):
    return conn.describe_vpc_peering_connections(VpcPeeringConnectionIds=[pcx])["VpcPeeringConnections"][0]["Status"]["Code"]


for far, account, region, cidr in ((ec2, OWN, "us-east-1", "10.20.0.0/16"), (west, OWN, "eu-west-1", "10.21.0.0/16"),
                                   (other, OTHER, "us-east-1", "10.22.0.0/16"), (other_west, OTHER, "eu-west-1", "10.23.0.0/16")):
    near = far is ec2
    peer = make_vpc(far, cidr)
    where = {} if near else {"PeerOwnerId": account, "PeerRegion": region}
    pcx = ec2.create_vpc_peering_connection(PeerVpcId=peer, VpcId=vpc, TagSpecifications=tagged("vpc-peering-connection", "asked"), **where)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    until("pending-acceptance", lambda: peer_state(ec2, pcx))
    peer_state(far, pcx)
    far.accept_vpc_peering_connection(VpcPeeringConnectionId=pcx)
    until("active", lambda: peer_state(far, pcx))
    far.create_tags(Resources=[pcx], Tags=[{"Key": "Name", "Value": "given"}])
    dns = {"AllowDnsResolutionFromRemoteVpc": True}
    if near:
        ec2.modify_vpc_peering_connection_options(VpcPeeringConnectionId=pcx, AccepterPeeringConnectionOptions=dns, RequesterPeeringConnectionOptions=dns)
    else:
        ec2.modify_vpc_peering_connection_options(VpcPeeringConnectionId=pcx, RequesterPeeringConnectionOptions=dns)
        far.modify_vpc_peering_connection_options(VpcPeeringConnectionId=pcx, AccepterPeeringConnectionOptions=dns)
        refused("OperationNotPermitted", ec2.modify_vpc_peering_connection_options, VpcPeeringConnectionId=pcx, AccepterPeeringConnectionOptions=dns)
    peer_state(ec2, pcx)
    if region == "us-east-1":
        ec2.authorize_security_group_ingress(GroupId=web, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "UserIdGroupPairs": [
            {"GroupId": far.describe_security_groups(Filters=filters(vpc_id=peer, group_name="default"))["SecurityGroups"][0]["GroupId"], "UserId": account}]}])
        ec2.describe_security_groups(GroupIds=[web])
    ec2.create_route(RouteTableId=separate, DestinationCidrBlock=cidr, VpcPeeringConnectionId=pcx)
    until("active", lambda: next(r for r in read_table(separate)["Routes"] if r.get("VpcPeeringConnectionId") == pcx)["State"])
    ec2.delete_route(RouteTableId=separate, DestinationCidrBlock=cidr)
    read_table(separate)
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=pcx)
    until("deleted", lambda: peer_state(ec2, pcx))
    drop_vpc(far, peer)

# aws_default_vpc, aws_default_subnet
ec2.describe_vpcs(Filters=filters(isDefault="true"))
default = ec2.create_default_vpc()["Vpc"]["VpcId"]
read_vpc(ec2, default)
ec2.describe_subnets(Filters=filters(availabilityZone="us-east-1a", defaultForAz="true"))

# destroy: the lingering interfaces of other services first, then to the end of each
def lingering(name, id):
    for text in ("AWS Lambda VPC ENI*", "DMSNetworkInterface", "QuickSight*"):
        ec2.describe_network_interfaces(Filters=[{"Name": name, "Values": [id]}, {"Name": "description", "Values": [text]}])


ec2.disassociate_address(AssociationId=bound)
until_gone("InvalidAssociationID.NotFound", ec2.describe_addresses, Filters=filters(association_id=bound))
ec2.release_address(AllocationId=second)
ec2.detach_network_interface(AttachmentId=attached, Force=True)
until("available", lambda: ec2.describe_network_interfaces(NetworkInterfaceIds=[eni])["NetworkInterfaces"][0]["Status"])
ec2.delete_network_interface(NetworkInterfaceId=eni)
until_gone("InvalidNetworkInterfaceID.NotFound", ec2.describe_network_interfaces, NetworkInterfaceIds=[eni])
ec2.terminate_instances(InstanceIds=[instance])
until("terminated", state)
home = ec2.describe_network_acls(Filters=filters(default="true", vpc_id=vpc))["NetworkAcls"][0]["NetworkAclId"]
ec2.replace_network_acl_association(AssociationId=new, NetworkAclId=home)
ec2.delete_network_acl(NetworkAclId=tight)
until_gone("InvalidNetworkAclID.NotFound", ec2.describe_network_acls, NetworkAclIds=[tight])
for each in (app, web):
    lingering("group-id", each)
    ec2.delete_security_group(GroupId=each)
    until_gone("InvalidGroup.NotFound", ec2.describe_security_groups, GroupIds=[each])
ec2.modify_vpc_endpoint(VpcEndpointId=s3, RemoveRouteTableIds=[inline])
ec2.delete_vpc_endpoints(VpcEndpointIds=[s3])
until_gone("InvalidVpcEndpointId.NotFound", ec2.describe_vpc_endpoints, VpcEndpointIds=[s3])
ec2.disassociate_route_table(AssociationId=association)
until_gone("InvalidAssociationID.NotFound", by_association, id=association)
for each in (inline, separate):
    read_table(each)
    ec2.delete_route_table(RouteTableId=each)
    until_gone("InvalidRouteTableID.NotFound", ec2.describe_route_tables, RouteTableIds=[each])
ec2.delete_managed_prefix_list(PrefixListId=plist)
until_gone("InvalidPrefixListID.NotFound", ec2.describe_managed_prefix_lists, PrefixListIds=[plist])
ec2.delete_nat_gateway(NatGatewayId=nat)
until("deleted", lambda: ec2.describe_nat_gateways(NatGatewayIds=[nat])["NatGateways"][0]["State"])
ec2.release_address(AllocationId=eip)
until_gone("InvalidAllocationID.NotFound", ec2.describe_addresses, AllocationIds=[eip])
ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=eigw)
until_gone("InvalidGatewayID.NotFound", ec2.describe_egress_only_internet_gateways, EgressOnlyInternetGatewayIds=[eigw])
ec2.detach_internet_gateway(InternetGatewayId=igw, VpcId=vpc)
until([], lambda: ec2.describe_internet_gateways(InternetGatewayIds=[igw])["InternetGateways"][0]["Attachments"])
ec2.delete_internet_gateway(InternetGatewayId=igw)
until_gone("InvalidInternetGatewayID.NotFound", ec2.describe_internet_gateways, InternetGatewayIds=[igw])
ec2.disassociate_subnet_cidr_block(AssociationId=six)
for each in subnets:
    lingering("subnet-id", each)
    ec2.delete_subnet(SubnetId=each)
    until_gone("InvalidSubnetID.NotFound", ec2.describe_subnets, SubnetIds=[each])
ec2.describe_vpcs(Filters=filters(dhcp_options_id=options))
ec2.associate_dhcp_options(DhcpOptionsId="default", VpcId=vpc)
ec2.delete_dhcp_options(DhcpOptionsId=options)
until_gone("InvalidDhcpOptionID.NotFound", ec2.describe_dhcp_options, DhcpOptionsIds=[options])
ec2.disassociate_vpc_cidr_block(AssociationId=block)
until([], seen)
drop_vpc(ec2, vpc)
print("done")
