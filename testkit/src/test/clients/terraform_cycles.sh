#!/usr/bin/env bash
# Life cycles of VPC objects by Terraform and its AWS provider, against a fake EC2: made, read back without drift, changed,
# imported, destroyed.  terraform_cycles.sh ENDPOINT KEY_ID SECRET OTHER_KEY_ID OTHER_SECRET
# Terraform finds the provider where it always does; TF_CLI_ARGS_init=-plugin-dir=... names another place.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$(dirname "${BASH_SOURCE[0]}")/terraform/main.tf" "$work"
cd "$work"
export TF_VAR_endpoint=$1 TF_VAR_own_key=$2 TF_VAR_own_secret=$3 TF_VAR_other_key=$4 TF_VAR_other_secret=$5 TF_IN_AUTOMATION=1
terraform init
terraform apply -auto-approve
terraform plan -detailed-exitcode # fails if anything is not as it was made
export TF_VAR_note=second TF_VAR_port=8443
terraform apply -auto-approve
terraform plan -detailed-exitcode
id() { terraform state show -no-color "$1" | sed -n 's/^ *id *= "\(.*\)"$/\1/p' | head -n 1; }
declare -A imported=(
  [aws_vpc.b]=$(id aws_vpc.b)
  [aws_vpc_security_group_ingress_rule.cidr]=$(id aws_vpc_security_group_ingress_rule.cidr)
  [aws_route.peer]=$(id aws_route_table.separate)_10.20.0.0/16
  [aws_vpc_peering_connection.same]=$(id aws_vpc_peering_connection.same)
  [aws_network_acl.a]=$(id aws_network_acl.a)
  [aws_ec2_managed_prefix_list.a]=$(id aws_ec2_managed_prefix_list.a)
  [aws_network_interface.a]=$(id aws_network_interface.a)
  [aws_nat_gateway.a]=$(id aws_nat_gateway.a)
)
terraform state rm "${!imported[@]}"
for address in "${!imported[@]}"; do terraform import "$address" "${imported[$address]}"; done
terraform apply -auto-approve # auto_accept is the provider's own and imported from nowhere
terraform plan -detailed-exitcode
terraform destroy -auto-approve
