/* format: a set written as the one canonical Markdown. The spine: what stands where, from the front matter to the last section.
 *
 * Knows the order of sections and of attributes, which tables below hold. Leaves how a text is escaped and wrapped to
 * format_text, and refuses to know how what it writes is read. */
#include "read/read.h"
