package dev.tieline.spi;

import dev.tieline.topology.Topology;
import org.jspecify.annotations.Nullable;

/**
 * What to look at.
 *
 * @param owner whose marks to look for, in every scope of the provider and of the topology
 * @param topology the wish; null when everything of the owner is to be destroyed
 * @param hosts whether hosts are to be read, too
 */
public record SurveyRequest(Owner owner, @Nullable Topology topology, boolean hosts) {}
