// Life cycles of VPC objects as a program with the AWS SDK for JavaScript would play them, against
// a fake EC2: node aws_sdk_js_cycles.mjs ENDPOINT KEY_ID SECRET OTHER_KEY_ID OTHER_SECRET
import assert from "node:assert/strict";
import { STSClient, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import * as sdk from "@aws-sdk/client-ec2";

const [endpoint, keyId, secret, otherKeyId, otherSecret] = process.argv.slice(2);
const settings = (region, accessKeyId, secretAccessKey) => ({
  endpoint, region, maxAttempts: 1, credentials: { accessKeyId, secretAccessKey } });
const ec2 = new sdk.EC2(settings("us-east-1", keyId, secret));
const far = new sdk.EC2(settings("eu-west-1", otherKeyId, otherSecret));
const tags = (ResourceType, Name) => ({ TagSpecifications: [{ ResourceType, Tags: [{ Key: "Name", Value: Name }] }] });
const waiting = { client: ec2, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };
const gone = (call, name) => assert.rejects(call, (error) => error.name === name, name);

const who = await new STSClient(settings("us-east-1", keyId, secret)).send(new GetCallerIdentityCommand({}));
assert.equal(who.Account, "111122223333");
await ec2.describeRegions({});
const vpc = (await ec2.createVpc({ CidrBlock: "10.0.0.0/16", AmazonProvidedIpv6CidrBlock: true, ...tags("vpc", "js") })).Vpc.VpcId;
await sdk.waitUntilVpcAvailable(waiting, { VpcIds: [vpc] });
await ec2.modifyVpcAttribute({ VpcId: vpc, EnableDnsHostnames: { Value: true } });
assert.equal((await ec2.describeVpcAttribute({ VpcId: vpc, Attribute: "enableDnsHostnames" })).EnableDnsHostnames.Value, true);
const block = (await ec2.associateVpcCidrBlock({ VpcId: vpc, CidrBlock: "10.1.0.0/16" })).CidrBlockAssociation.AssociationId;
const described = (await ec2.describeVpcs({ VpcIds: [vpc] })).Vpcs[0];
assert.equal(described.CidrBlockAssociationSet.length, 2);
assert.deepEqual(described.Tags, [{ Key: "Name", Value: "js" }]);
const ipv6 = described.Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock;
const subnet = (await ec2.createSubnet({ VpcId: vpc, CidrBlock: "10.0.1.0/24", Ipv6CidrBlock: ipv6.replace("/56", "/64"), AvailabilityZone: "us-east-1a" })).Subnet.SubnetId;
await sdk.waitUntilSubnetAvailable(waiting, { SubnetIds: [subnet] });
await ec2.modifySubnetAttribute({ SubnetId: subnet, MapPublicIpOnLaunch: { Value: true } });

const igw = (await ec2.createInternetGateway({})).InternetGateway.InternetGatewayId;
await ec2.attachInternetGateway({ InternetGatewayId: igw, VpcId: vpc });
const eigw = (await ec2.createEgressOnlyInternetGateway({ VpcId: vpc })).EgressOnlyInternetGateway.EgressOnlyInternetGatewayId;
const address = (await ec2.allocateAddress({ Domain: "vpc" })).AllocationId;
const nat = (await ec2.createNatGateway({ SubnetId: subnet, AllocationId: address, ...tags("natgateway", "js") })).NatGateway.NatGatewayId;
await sdk.waitUntilNatGatewayAvailable(waiting, { NatGatewayIds: [nat] });
const table = (await ec2.createRouteTable({ VpcId: vpc })).RouteTable.RouteTableId;
const association = (await ec2.associateRouteTable({ RouteTableId: table, SubnetId: subnet })).AssociationId;
await ec2.createRoute({ RouteTableId: table, DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: nat });
await ec2.createRoute({ RouteTableId: table, DestinationIpv6CidrBlock: "::/0", EgressOnlyInternetGatewayId: eigw });
const list = (await ec2.createManagedPrefixList({ PrefixListName: "offices", AddressFamily: "IPv4", MaxEntries: 4, Entries: [{ Cidr: "10.8.0.0/16", Description: "north" }] })).PrefixList.PrefixListId;
await ec2.modifyManagedPrefixList({ PrefixListId: list, CurrentVersion: 1, RemoveEntries: [{ Cidr: "10.8.0.0/16" }], AddEntries: [{ Cidr: "10.9.0.0/16" }] });
assert.deepEqual((await ec2.getManagedPrefixListEntries({ PrefixListId: list })).Entries.map((e) => e.Cidr), ["10.9.0.0/16"]);
const endpointId = (await ec2.createVpcEndpoint({ VpcId: vpc, ServiceName: "com.amazonaws.us-east-1.s3", RouteTableIds: [table] })).VpcEndpoint.VpcEndpointId;

const group = (await ec2.createSecurityGroup({ GroupName: "app", Description: "app", VpcId: vpc })).GroupId;
await ec2.authorizeSecurityGroupIngress({ GroupId: group, IpPermissions: [
  { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "10.0.0.0/8", Description: "in" }], PrefixListIds: [{ PrefixListId: list }] },
  { IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: group }] }] });
const rules = (await ec2.describeSecurityGroupRules({ Filters: [{ Name: "group-id", Values: [group] }] })).SecurityGroupRules;
assert.equal(rules.length, 5); // an IPv6 VPC gives a new group two rules for the way out
await ec2.revokeSecurityGroupIngress({ GroupId: group, SecurityGroupRuleIds: rules.filter((r) => !r.IsEgress).map((r) => r.SecurityGroupRuleId) });
const acl = (await ec2.createNetworkAcl({ VpcId: vpc })).NetworkAcl.NetworkAclId;
await ec2.createNetworkAclEntry({ NetworkAclId: acl, RuleNumber: 100, Protocol: "17", RuleAction: "allow", Egress: false, CidrBlock: "10.0.0.0/8", PortRange: { From: 53, To: 53 } });
await ec2.describeNetworkAcls({ NetworkAclIds: [acl] });

const instance = (await ec2.runInstances({ ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro", MinCount: 1, MaxCount: 1, SubnetId: subnet, SecurityGroupIds: [group] })).Instances[0].InstanceId;
await sdk.waitUntilInstanceRunning(waiting, { InstanceIds: [instance] });
await ec2.describeNetworkInterfaces({ Filters: [{ Name: "attachment.instance-id", Values: [instance] }] });

const peer = (await far.createVpc({ CidrBlock: "10.20.0.0/16" })).Vpc.VpcId;
const pcx = (await ec2.createVpcPeeringConnection({ VpcId: vpc, PeerVpcId: peer, PeerOwnerId: "444455556666", PeerRegion: "eu-west-1", ...tags("vpc-peering-connection", "js") })).VpcPeeringConnection.VpcPeeringConnectionId;
await sdk.waitUntilVpcPeeringConnectionExists(waiting, { VpcPeeringConnectionIds: [pcx] });
await far.acceptVpcPeeringConnection({ VpcPeeringConnectionId: pcx });
await ec2.modifyVpcPeeringConnectionOptions({ VpcPeeringConnectionId: pcx, RequesterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: true } });
const seen = (await ec2.describeVpcPeeringConnections({ VpcPeeringConnectionIds: [pcx] })).VpcPeeringConnections[0];
assert.equal(seen.Status.Code, "active");
assert.equal(seen.AccepterVpcInfo.CidrBlock, "10.20.0.0/16");
await ec2.createRoute({ RouteTableId: table, DestinationCidrBlock: "10.20.0.0/16", VpcPeeringConnectionId: pcx });
await ec2.deleteRoute({ RouteTableId: table, DestinationCidrBlock: "10.20.0.0/16" });
await ec2.deleteVpcPeeringConnection({ VpcPeeringConnectionId: pcx });
await sdk.waitUntilVpcPeeringConnectionDeleted(waiting, { VpcPeeringConnectionIds: [pcx] });
await far.deleteVpc({ VpcId: peer });

await ec2.terminateInstances({ InstanceIds: [instance] });
await sdk.waitUntilInstanceTerminated(waiting, { InstanceIds: [instance] });
await ec2.deleteNetworkAcl({ NetworkAclId: acl });
await ec2.deleteSecurityGroup({ GroupId: group });
await gone(ec2.describeSecurityGroups({ GroupIds: [group] }), "InvalidGroup.NotFound");
await ec2.deleteVpcEndpoints({ VpcEndpointIds: [endpointId] });
await ec2.deleteManagedPrefixList({ PrefixListId: list });
await gone(ec2.describeManagedPrefixLists({ PrefixListIds: [list] }), "InvalidPrefixListID.NotFound");
await ec2.disassociateRouteTable({ AssociationId: association });
await ec2.deleteRouteTable({ RouteTableId: table });
await ec2.deleteNatGateway({ NatGatewayId: nat });
await sdk.waitUntilNatGatewayDeleted(waiting, { NatGatewayIds: [nat] });
await ec2.releaseAddress({ AllocationId: address });
await ec2.deleteEgressOnlyInternetGateway({ EgressOnlyInternetGatewayId: eigw });
await ec2.detachInternetGateway({ InternetGatewayId: igw, VpcId: vpc });
await ec2.deleteInternetGateway({ InternetGatewayId: igw });
await ec2.deleteSubnet({ SubnetId: subnet });
await ec2.disassociateVpcCidrBlock({ AssociationId: block });
await ec2.deleteVpc({ VpcId: vpc });
await gone(ec2.describeVpcs({ VpcIds: [vpc] }), "InvalidVpcID.NotFound");
console.log("done");
