package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.internal.PersistentMap;
import java.util.List;

/** A set of DHCP options: values by key. */
record DhcpOptions(String id, PersistentMap<String, List<String>> values) {}
