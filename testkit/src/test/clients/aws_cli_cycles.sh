#!/usr/bin/env bash
# Life cycles of VPC objects as somebody at a terminal would play them, against a fake EC2:
# aws_cli_cycles.sh ENDPOINT KEY_ID SECRET OTHER_KEY_ID OTHER_SECRET
set -euo pipefail
endpoint=$1 own_key=$2 own_secret=$3 other_key=$4 other_secret=$5
export AWS_DEFAULT_REGION=us-east-1 AWS_DEFAULT_OUTPUT=text AWS_EC2_METADATA_DISABLED=true AWS_MAX_ATTEMPTS=1 AWS_PAGER=
own() { AWS_ACCESS_KEY_ID=$own_key AWS_SECRET_ACCESS_KEY=$own_secret aws --endpoint-url "$endpoint" "$@"; }
other() { AWS_ACCESS_KEY_ID=$other_key AWS_SECRET_ACCESS_KEY=$other_secret aws --endpoint-url "$endpoint" "$@"; }
ec2() { own ec2 "$@"; }
gone() { # the code of the refusal that shows that nothing is there
  local code=$1 out
  shift
  if out=$(ec2 "$@" 2>&1); then echo "still there: $*: $out" >&2; return 1; fi
  grep -q "($code)" <<<"$out" || { echo "$out" >&2; return 1; }
}
tag() { echo "ResourceType=$1,Tags=[{Key=Name,Value=$2}]"; }

[ "$(own sts get-caller-identity --query Account)" = 111122223333 ]
own iam list-account-aliases
ec2 describe-availability-zones --query 'AvailabilityZones[].ZoneName' >/dev/null
vpc=$(ec2 create-vpc --cidr-block 10.0.0.0/16 --amazon-provided-ipv6-cidr-block --tag-specifications "$(tag vpc shop)" --query Vpc.VpcId)
ec2 wait vpc-available --vpc-ids "$vpc"
ec2 modify-vpc-attribute --vpc-id "$vpc" --enable-dns-hostnames
ec2 modify-vpc-attribute --vpc-id "$vpc" --enable-dns-support '{"Value":true}'
[ "$(ec2 describe-vpc-attribute --vpc-id "$vpc" --attribute enableDnsHostnames --query EnableDnsHostnames.Value)" = True ]
block=$(ec2 associate-vpc-cidr-block --vpc-id "$vpc" --cidr-block 10.1.0.0/16 --query CidrBlockAssociation.AssociationId)
subnet=$(ec2 create-subnet --vpc-id "$vpc" --cidr-block 10.0.1.0/24 --availability-zone us-east-1a --tag-specifications "$(tag subnet a)" --query Subnet.SubnetId)
ec2 wait subnet-available --subnet-ids "$subnet"
ec2 modify-subnet-attribute --subnet-id "$subnet" --map-public-ip-on-launch
ec2 describe-subnets --filters Name=vpc-id,Values="$vpc" Name=tag:Name,Values=a --page-size 5 >/dev/null

igw=$(ec2 create-internet-gateway --query InternetGateway.InternetGatewayId)
ec2 attach-internet-gateway --internet-gateway-id "$igw" --vpc-id "$vpc"
eigw=$(ec2 create-egress-only-internet-gateway --vpc-id "$vpc" --query EgressOnlyInternetGateway.EgressOnlyInternetGatewayId)
address=$(ec2 allocate-address --domain vpc --query AllocationId)
nat=$(ec2 create-nat-gateway --subnet-id "$subnet" --allocation-id "$address" --query NatGateway.NatGatewayId)
ec2 wait nat-gateway-available --nat-gateway-ids "$nat"

table=$(ec2 create-route-table --vpc-id "$vpc" --query RouteTable.RouteTableId)
association=$(ec2 associate-route-table --route-table-id "$table" --subnet-id "$subnet" --query AssociationId)
ec2 create-route --route-table-id "$table" --destination-cidr-block 0.0.0.0/0 --nat-gateway-id "$nat"
ec2 create-route --route-table-id "$table" --destination-ipv6-cidr-block ::/0 --egress-only-internet-gateway-id "$eigw"
ec2 replace-route --route-table-id "$table" --destination-cidr-block 0.0.0.0/0 --gateway-id "$igw"
ec2 describe-route-tables --filters Name=association.subnet-id,Values="$subnet" --query 'RouteTables[].Routes[].State'
list=$(ec2 create-managed-prefix-list --prefix-list-name offices --address-family IPv4 --max-entries 3 --entries Cidr=10.8.0.0/16,Description=north --query PrefixList.PrefixListId)
ec2 get-managed-prefix-list-entries --prefix-list-id "$list"
ec2 modify-managed-prefix-list --prefix-list-id "$list" --current-version 1 --add-entries Cidr=10.9.0.0/16 --query PrefixList.Version
ec2 create-route --route-table-id "$table" --destination-prefix-list-id "$list" --nat-gateway-id "$nat"
endpoint_id=$(ec2 create-vpc-endpoint --vpc-id "$vpc" --service-name com.amazonaws.us-east-1.dynamodb --route-table-ids "$table" --query VpcEndpoint.VpcEndpointId)
ec2 describe-vpc-endpoints --vpc-endpoint-ids "$endpoint_id" --query 'VpcEndpoints[].RouteTableIds'

group=$(ec2 create-security-group --group-name app --description app --vpc-id "$vpc" --query GroupId)
ec2 authorize-security-group-ingress --group-id "$group" --protocol tcp --port 22 --cidr 10.0.0.0/8 --query 'SecurityGroupRules[].SecurityGroupRuleId'
ec2 authorize-security-group-ingress --group-id "$group" --protocol all --source-group "$group" --query 'SecurityGroupRules[].SecurityGroupRuleId'
rule=$(ec2 authorize-security-group-ingress --group-id "$group" --ip-permissions "IpProtocol=icmp,FromPort=-1,ToPort=-1,PrefixListIds=[{PrefixListId=$list,Description=offices}]" --query 'SecurityGroupRules[0].SecurityGroupRuleId')
ec2 describe-security-group-rules --filters Name=group-id,Values="$group" --query 'length(SecurityGroupRules)'
ec2 revoke-security-group-ingress --group-id "$group" --security-group-rule-ids "$rule"
ec2 revoke-security-group-ingress --group-id "$group" --protocol tcp --port 22 --cidr 10.0.0.0/8
acl=$(ec2 create-network-acl --vpc-id "$vpc" --query NetworkAcl.NetworkAclId)
ec2 create-network-acl-entry --network-acl-id "$acl" --ingress --rule-number 100 --protocol tcp --port-range From=443,To=443 --cidr-block 10.0.0.0/8 --rule-action allow
ec2 create-network-acl-entry --network-acl-id "$acl" --egress --rule-number 100 --protocol icmp --icmp-type-code Type=-1,Code=-1 --cidr-block 0.0.0.0/0 --rule-action deny
ec2 delete-network-acl-entry --network-acl-id "$acl" --ingress --rule-number 100

eni=$(ec2 create-network-interface --subnet-id "$subnet" --groups "$group" --description second --query NetworkInterface.NetworkInterfaceId)
instance=$(ec2 run-instances --image-id ami-0123456789abcdef0 --instance-type t3.micro --subnet-id "$subnet" --security-group-ids "$group" --query 'Instances[0].InstanceId')
ec2 wait instance-running --instance-ids "$instance"
attachment=$(ec2 attach-network-interface --network-interface-id "$eni" --instance-id "$instance" --device-index 1 --query AttachmentId)
ec2 create-tags --resources "$instance" "$eni" --tags Key=Name,Value=host
ec2 describe-tags --filters Name=resource-id,Values="$instance"
ec2 detach-network-interface --attachment-id "$attachment"

for far in 'own us-east-1 111122223333' 'own eu-west-1 111122223333' 'other us-east-1 444455556666' 'other eu-west-1 444455556666'; do
  read -r who region account <<<"$far"
  peer=$($who ec2 create-vpc --region "$region" --cidr-block 10.20.0.0/16 --query Vpc.VpcId)
  pcx=$(ec2 create-vpc-peering-connection --vpc-id "$vpc" --peer-vpc-id "$peer" --peer-owner-id "$account" --peer-region "$region" --query VpcPeeringConnection.VpcPeeringConnectionId)
  ec2 wait vpc-peering-connection-exists --vpc-peering-connection-ids "$pcx"
  $who ec2 accept-vpc-peering-connection --region "$region" --vpc-peering-connection-id "$pcx" --query VpcPeeringConnection.Status.Code
  ec2 modify-vpc-peering-connection-options --vpc-peering-connection-id "$pcx" --requester-peering-connection-options AllowDnsResolutionFromRemoteVpc=true --query RequesterPeeringConnectionOptions
  $who ec2 modify-vpc-peering-connection-options --region "$region" --vpc-peering-connection-id "$pcx" --accepter-peering-connection-options AllowDnsResolutionFromRemoteVpc=true --query AccepterPeeringConnectionOptions
  ec2 create-route --route-table-id "$table" --destination-cidr-block 10.20.0.0/16 --vpc-peering-connection-id "$pcx"
  ec2 delete-route --route-table-id "$table" --destination-cidr-block 10.20.0.0/16
  $who ec2 delete-vpc-peering-connection --region "$region" --vpc-peering-connection-id "$pcx"
  ec2 wait vpc-peering-connection-deleted --vpc-peering-connection-ids "$pcx"
  $who ec2 delete-vpc --region "$region" --vpc-id "$peer"
done

ec2 terminate-instances --instance-ids "$instance" --query 'TerminatingInstances[].CurrentState.Name'
ec2 wait instance-terminated --instance-ids "$instance"
ec2 delete-network-interface --network-interface-id "$eni"
gone InvalidNetworkInterfaceID.NotFound describe-network-interfaces --network-interface-ids "$eni"
ec2 delete-network-acl --network-acl-id "$acl"
ec2 delete-security-group --group-id "$group"
gone InvalidGroup.NotFound describe-security-groups --group-ids "$group"
ec2 delete-vpc-endpoints --vpc-endpoint-ids "$endpoint_id"
ec2 delete-route --route-table-id "$table" --destination-prefix-list-id "$list"
ec2 delete-managed-prefix-list --prefix-list-id "$list" --query PrefixList.State
gone InvalidPrefixListID.NotFound describe-managed-prefix-lists --prefix-list-ids "$list"
ec2 disassociate-route-table --association-id "$association"
ec2 delete-route-table --route-table-id "$table"
gone InvalidRouteTableID.NotFound describe-route-tables --route-table-ids "$table"
ec2 delete-nat-gateway --nat-gateway-id "$nat"
ec2 wait nat-gateway-deleted --nat-gateway-ids "$nat"
ec2 release-address --allocation-id "$address"
ec2 delete-egress-only-internet-gateway --egress-only-internet-gateway-id "$eigw"
ec2 detach-internet-gateway --internet-gateway-id "$igw" --vpc-id "$vpc"
ec2 delete-internet-gateway --internet-gateway-id "$igw"
ec2 delete-subnet --subnet-id "$subnet"
gone InvalidSubnetID.NotFound describe-subnets --subnet-ids "$subnet"
ec2 disassociate-vpc-cidr-block --association-id "$block" --query CidrBlockAssociation.CidrBlockState.State
ec2 delete-vpc --vpc-id "$vpc"
gone InvalidVpcID.NotFound describe-vpcs --vpc-ids "$vpc"
echo done
