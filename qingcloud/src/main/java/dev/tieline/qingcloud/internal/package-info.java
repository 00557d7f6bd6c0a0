/**
 * The inside of the module qingcloud: the signed client, the table of the cloud's actions, what is
 * read by them, and the error table. For nobody else.
 */
@NullMarked
package dev.tieline.qingcloud.internal;

import org.jspecify.annotations.NullMarked;
