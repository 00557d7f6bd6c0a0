package dev.tieline.qingcloud.internal;

/**
 * What facts are filed under that are inside of something.
 *
 * @param container the id of what they are in, or at
 */
record Within(String container) {}
