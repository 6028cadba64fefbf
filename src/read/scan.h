/* scan: from bytes to a source that the next steps can trust.
 *
 * Knows encodings, line ends, sizes, and characters that no author means to write. Knows nothing of what the text says.
 */
#ifndef VIVA_READ_SCAN_H
#define VIVA_READ_SCAN_H

#include "read/reader.h"

/* A line may begin with so many spaces and markers (">", "-", "*", "+", digits, ".", ")"): a parser of Markdown visits
 * each open list and quote again for every line, so this bounds its work. No prose is set that far in. */
#define LINE_LEAD_MAX 200

/* Of lines without an empty one between them, in the file: as long as the longest prose may get when every byte of it
 * is escaped and indented. Some Markdown takes a parser time in the square of this. */
#define BLOCK_BYTES_MAX (4 * PROSE_BYTES_MAX)

/* Makes reader->source of bytes, which are copied into the reader's arena: without BOM, with line feeds alone. Reports
 * what is wrong with the characters. False when there is no text to go on with. */
bool scan_bytes(struct reader *reader, struct string name, struct string bytes);

/* The same for JSON, which has its own escapes and no lines that matter. */
bool scan_json_bytes(struct reader *reader, struct string name, struct string bytes);

#endif
