#include "cmd/review_csv_line.h"

/* The offset behind a value that begins with a quotation mark: of the comma, or the end; or of what is wrong. */
static size_t quoted_end(struct string line, size_t begin, bool *is_fine)
{
    size_t at = begin + 1;
    while (at < line.size && (line.bytes[at] != '"' || (at + 1 < line.size && line.bytes[at + 1] == '"')))
        at += line.bytes[at] == '"' ? 2 : 1;
    *is_fine = at < line.size && (at + 1 == line.size || line.bytes[at + 1] == ',');
    return *is_fine ? at + 1 : at < line.size ? at : begin;
}

static size_t plain_end(struct string line, size_t begin, bool *is_fine)
{
    size_t at = begin;
    while (at < line.size && line.bytes[at] != ',' && line.bytes[at] != '"')
        at++;
    *is_fine = at == line.size || line.bytes[at] == ',';
    return at;
}

size_t review_csv_cut(struct string line, struct review_csv_line *cut)
{
    cut->count = 0;
    for (size_t begin = 0; begin <= line.size;) {
        bool is_quoted = begin < line.size && line.bytes[begin] == '"', is_fine;
        size_t end = is_quoted ? quoted_end(line, begin, &is_fine) : plain_end(line, begin, &is_fine);
        if (!is_fine)
            return end;
        if (cut->count < REVIEW_CSV_COLUMNS_MAX)
            cut->values[cut->count] = string_slice(line, begin + is_quoted, end - is_quoted);
        cut->count++;
        begin = end + 1;
    }
    return STRING_NOT_FOUND;
}
