/* review_csv_line: the values of one line of CSV (RFC 4180, but a value ends on its line).
 *
 * Knows commas and quotation marks. Refuses to know what values mean. */
#ifndef VIVA_CMD_REVIEW_CSV_LINE_H
#define VIVA_CMD_REVIEW_CSV_LINE_H

#include "base/string.h"

#define REVIEW_CSV_COLUMNS_MAX 64 /* logs have 3 to 9 */

struct review_csv_line {
    struct string
        values[REVIEW_CSV_COLUMNS_MAX]; /* without quotation marks around them; those within are still doubled */
    size_t count;                       /* of all, which may be more than there is room for */
};

/* Cut a line. Returns STRING_NOT_FOUND, or the offset of a quotation mark that stands where none may. */
size_t review_csv_cut(struct string line, struct review_csv_line *cut);

#endif
