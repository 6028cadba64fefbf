#include "read/read.h"

#include <string.h>

#include "base/utf8.h"
#include "read/check.h"
#include "read/front.h"
#include "read/json_form.h"
#include "read/link.h"
#include "read/parse.h"
#include "read/scan.h"

/* From bytes to a set that is linked and checked. What is wrong is reported; what is beyond reading ends it. */
typedef void read_steps(struct reader *reader, struct string name, struct string bytes);

static void markdown_steps(struct reader *reader, struct string name, struct string bytes)
{
    if (!scan_bytes(reader, name, bytes))
        return;
    reader->set = ARENA_NEW(reader->arena, struct set);
    reader->set->source = reader->source;
    uint32_t first_line = front_read(reader);
    if (first_line == 0)
        return;
    parse_document(reader, first_line);
    link_all(reader);
    check_set(reader);
}

static void json_steps(struct reader *reader, struct string name, struct string bytes)
{
    if (!scan_json_bytes(reader, name, bytes) || !json_form_read(reader))
        return;
    reader->set->source = reader->source;
    link_all(reader);
    check_set(reader);
}

static bool is_json(struct string bytes)
{
    bytes = utf8_without_mark(bytes);
    size_t i = 0;
    while (i < bytes.size && bytes.bytes[i] && strchr(" \t\r\n", bytes.bytes[i]))
        i++;
    return i < bytes.size && bytes.bytes[i] == '{';
}

static const struct set *read_by(read_steps *steps, struct arena *arena, struct arena *scratch, struct string name,
                                 struct string bytes, struct problems *problems)
{
    size_t errors_before = problems->error_count;
    struct reader reader = reader_open(arena, scratch, problems);
    steps(&reader, name, bytes);
    return problems->error_count == errors_before ? reader.set : NULL;
}

static const struct set *read_once(read_steps *steps, struct arena *arena, struct string name, struct string bytes,
                                   struct problems *problems)
{
    struct arena scratch = { 0 };
    const struct set *set = read_by(steps, arena, &scratch, name, bytes, problems);
    arena_clear(&scratch);
    return set;
}

const struct set *read_markdown(struct arena *arena, struct string name, struct string bytes, struct problems *problems)
{
    return read_once(markdown_steps, arena, name, bytes, problems);
}

const struct set *read_json(struct arena *arena, struct string name, struct string bytes, struct problems *problems)
{
    return read_once(json_steps, arena, name, bytes, problems);
}

const struct set *read_any(struct arena *arena, struct string name, struct string bytes, struct problems *problems)
{
    return read_once(is_json(bytes) ? json_steps : markdown_steps, arena, name, bytes, problems);
}

const struct set *read_next(struct arena *arena, struct arena *scratch, struct string name, struct string bytes,
                            struct problems *problems)
{
    const struct set *set =
        read_by(is_json(bytes) ? json_steps : markdown_steps, arena, scratch, name, bytes, problems);
    arena_reset(scratch);
    return set;
}
