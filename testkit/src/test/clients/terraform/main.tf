terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "endpoint" {}
variable "own_key" {}
variable "own_secret" {}
variable "other_key" {}
variable "other_secret" {}
variable "note" {
  default = "first"
}
variable "port" {
  default = 443
}

provider "aws" {
  region     = "us-east-1"
  access_key = var.own_key
  secret_key = var.own_secret
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
    iam = var.endpoint
  }
}

provider "aws" {
  alias      = "europe"
  region     = "eu-west-1"
  access_key = var.own_key
  secret_key = var.own_secret
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
    iam = var.endpoint
  }
}

provider "aws" {
  alias      = "other"
  region     = "us-east-1"
  access_key = var.other_key
  secret_key = var.other_secret
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
    iam = var.endpoint
  }
}

data "aws_caller_identity" "me" {}

data "aws_caller_identity" "other" {
  provider = aws.other
}

data "aws_availability_zones" "here" {
  state = "available"
}

resource "aws_vpc" "a" {
  cidr_block                       = "10.0.0.0/16"
  enable_dns_support               = true
  enable_dns_hostnames             = true
  assign_generated_ipv6_cidr_block = true
  tags = {
    Name = "a"
    note = var.note
  }
}

resource "aws_vpc_ipv4_cidr_block_association" "a" {
  vpc_id     = aws_vpc.a.id
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "public" {
  vpc_id                          = aws_vpc.a.id
  cidr_block                      = "10.0.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.a.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = true
  availability_zone               = data.aws_availability_zones.here.names[0]
}

resource "aws_subnet" "private" {
  vpc_id            = aws_vpc_ipv4_cidr_block_association.a.vpc_id
  cidr_block        = "10.1.1.0/24"
  availability_zone = data.aws_availability_zones.here.names[1]
  tags = {
    note = var.note
  }
}

resource "aws_internet_gateway" "a" {
  vpc_id = aws_vpc.a.id
}

resource "aws_egress_only_internet_gateway" "a" {
  vpc_id = aws_vpc.a.id
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_nat_gateway" "a" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public.id
  depends_on    = [aws_internet_gateway.a]
}

resource "aws_route_table" "inline" {
  vpc_id = aws_vpc.a.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.a.id
  }
  route {
    ipv6_cidr_block        = "::/0"
    egress_only_gateway_id = aws_egress_only_internet_gateway.a.id
  }
}

resource "aws_route_table" "separate" {
  vpc_id = aws_vpc.a.id
}

resource "aws_route" "nat" {
  route_table_id         = aws_route_table.separate.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.a.id
}

resource "aws_route" "peer" {
  route_table_id            = aws_route_table.separate.id
  destination_cidr_block    = "10.20.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.same.id
}

resource "aws_route" "list" {
  route_table_id             = aws_route_table.separate.id
  destination_prefix_list_id = aws_ec2_managed_prefix_list.a.id
  vpc_peering_connection_id  = aws_vpc_peering_connection_accepter.far.id
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.inline.id
}

resource "aws_main_route_table_association" "a" {
  vpc_id         = aws_vpc.a.id
  route_table_id = aws_route_table.separate.id
}

resource "aws_default_route_table" "b" {
  default_route_table_id = aws_vpc.b.default_route_table_id
  route {
    cidr_block                = "10.0.0.0/16"
    vpc_peering_connection_id = aws_vpc_peering_connection.same.id
  }
}

resource "aws_default_security_group" "a" {
  vpc_id = aws_vpc.a.id
}

resource "aws_default_network_acl" "a" {
  default_network_acl_id = aws_vpc.a.default_network_acl_id
  ingress {
    protocol   = -1
    rule_no    = 100
    action     = "allow"
    cidr_block = "10.0.0.0/8"
    from_port  = 0
    to_port    = 0
  }
  egress {
    protocol   = -1
    rule_no    = 100
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
  lifecycle {
    ignore_changes = [subnet_ids]
  }
}

resource "aws_security_group" "inline" {
  name        = "inline"
  description = "rules inline"
  vpc_id      = aws_vpc.a.id
  ingress {
    description = var.note
    from_port   = var.port
    to_port     = var.port
    protocol    = "tcp"
    cidr_blocks = ["10.20.0.0/16"]
  }
  ingress {
    from_port       = 22
    to_port         = 22
    protocol        = "tcp"
    prefix_list_ids = [aws_ec2_managed_prefix_list.a.id]
  }
  egress {
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "separate" {
  name   = "separate"
  vpc_id = aws_vpc.a.id
  tags = {
    note = var.note
  }
}

resource "aws_vpc_security_group_ingress_rule" "cidr" {
  security_group_id = aws_security_group.separate.id
  cidr_ipv4         = "10.20.0.0/16"
  ip_protocol       = "tcp"
  from_port         = var.port
  to_port           = var.port
  description       = var.note
}

resource "aws_vpc_security_group_ingress_rule" "group" {
  security_group_id            = aws_security_group.separate.id
  referenced_security_group_id = aws_security_group.inline.id
  ip_protocol                  = "icmp"
  from_port                    = -1
  to_port                      = -1
}

resource "aws_vpc_security_group_ingress_rule" "list" {
  security_group_id = aws_security_group.separate.id
  prefix_list_id    = aws_ec2_managed_prefix_list.a.id
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.separate.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "-1"
}

resource "aws_security_group_rule" "old" {
  type              = "ingress"
  security_group_id = aws_security_group.separate.id
  cidr_blocks       = ["10.30.0.0/16"]
  protocol          = "udp"
  from_port         = 123
  to_port           = 123
}

resource "aws_network_acl" "a" {
  vpc_id     = aws_vpc.a.id
  subnet_ids = [aws_subnet.private.id]
  egress {
    protocol   = "tcp"
    rule_no    = 200
    action     = "allow"
    cidr_block = "10.3.0.0/18"
    from_port  = var.port
    to_port    = var.port
  }
  ingress {
    protocol   = "tcp"
    rule_no    = 100
    action     = "allow"
    cidr_block = "10.3.0.0/18"
    from_port  = 80
    to_port    = 80
  }
}

resource "aws_network_acl" "b" {
  vpc_id = aws_vpc.b.id
}

resource "aws_network_acl_rule" "b" {
  network_acl_id  = aws_network_acl.b.id
  rule_number     = 200
  egress          = false
  protocol        = "58"
  rule_action     = "deny"
  ipv6_cidr_block = "::/0"
  icmp_type       = -1
  icmp_code       = -1
}

resource "aws_vpc" "b" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_vpc" "far" {
  provider   = aws.europe
  cidr_block = "10.30.0.0/16"
}

resource "aws_vpc" "theirs" {
  provider   = aws.other
  cidr_block = "10.40.0.0/16"
}

resource "aws_vpc_peering_connection" "same" {
  vpc_id      = aws_vpc.a.id
  peer_vpc_id = aws_vpc.b.id
  auto_accept = true
  accepter {
    allow_remote_vpc_dns_resolution = true
  }
  requester {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_vpc_peering_connection" "far" {
  vpc_id      = aws_vpc.a.id
  peer_vpc_id = aws_vpc.far.id
  peer_region = "eu-west-1"
}

resource "aws_vpc_peering_connection_accepter" "far" {
  provider                  = aws.europe
  vpc_peering_connection_id = aws_vpc_peering_connection.far.id
  auto_accept               = true
  tags = {
    side = "accepter"
  }
}

resource "aws_vpc_peering_connection" "theirs" {
  vpc_id        = aws_vpc.a.id
  peer_vpc_id   = aws_vpc.theirs.id
  peer_owner_id = data.aws_caller_identity.other.account_id
  tags = {
    side = "requester"
  }
}

resource "aws_vpc_peering_connection_accepter" "theirs" {
  provider                  = aws.other
  vpc_peering_connection_id = aws_vpc_peering_connection.theirs.id
  auto_accept               = true
}

resource "aws_vpc_peering_connection_options" "theirs" {
  provider                  = aws.other
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.theirs.id
  accepter {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_ec2_managed_prefix_list" "a" {
  name           = "a"
  address_family = "IPv4"
  max_entries    = 3
  entry {
    cidr        = "10.30.0.0/16"
    description = "far"
  }
  dynamic "entry" {
    for_each = var.note == "first" ? [] : [1]
    content {
      cidr = "10.31.0.0/16"
    }
  }
}

resource "aws_network_interface" "a" {
  subnet_id       = aws_subnet.private.id
  private_ips     = ["10.1.1.50"]
  security_groups = [aws_security_group.separate.id]
  tags = {
    note = var.note
  }
}

resource "aws_instance" "a" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.inline.id]
  tags = {
    note = var.note
  }
}
