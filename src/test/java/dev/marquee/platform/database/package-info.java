@NullMarked
package dev.marquee.platform.database;

import org.jspecify.annotations.NullMarked;
