package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.CloudFunction;

/**
 * Who asks, and where: the outcome of a verified signature. The region is that of the request, and
 * empty where it names none.
 */
public record Caller(
    String account, String region, Product product, String host, String arn, String principalId)
    implements CloudFunction.Asker {}
