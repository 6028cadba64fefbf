#include "read/front.h"

#include "read/values.h"

/* A value with its place. */
struct entry {
    struct string value;
    struct place at;
};

static void read_slug(struct reader *reader, void *field, struct entry entry)
{
    if (values_slug(reader, entry.value, entry.at))
        *(struct string *)field = string_copy(reader->arena, entry.value);
}

static void read_full_id(struct reader *reader, void *field, struct entry entry)
{
    if (values_full_id(reader, entry.value, entry.at))
        *(struct string *)field = string_copy(reader->arena, entry.value);
}

static void read_language(struct reader *reader, void *field, struct entry entry)
{
    if (values_language(reader, entry.value, entry.at))
        *(struct string *)field = string_copy(reader->arena, entry.value);
}

static void read_words(struct reader *reader, void *field, struct entry entry)
{
    *(struct string *)field = values_words(reader, entry.value, entry.at);
}

/* Adds the parts between commas that are fine to the list. */
static void read_list(struct reader *reader, struct strings *list, struct entry entry,
                      bool (*is_fine)(struct reader *, struct string, struct place))
{
    struct string rest = entry.value;
    while (rest.size) {
        struct string value = string_trim(string_cut(&rest, ','));
        struct place at = reader_find(reader, entry.at, value);
        if (is_fine(reader, value, at) && !values_add(reader, list, value, LIST_ITEMS_MAX, SAY_VALUES, entry.at))
            return;
    }
}

static void read_former(struct reader *reader, void *field, struct entry entry)
{
    read_list(reader, field, entry, values_full_id);
}

static void read_waived(struct reader *reader, void *field, struct entry entry)
{
    read_list(reader, field, entry, values_code);
}

static const struct front_row {
    const char *key;
    bool is_required, is_list;
    size_t offset; /* of its field in the set */
    void (*read)(struct reader *reader, void *field, struct entry entry);
} rows[] = {
    { "set", true, false, offsetof(struct set, id), read_slug },
    { "namespace", true, false, offsetof(struct set, name_space), read_slug },
    { "title", true, false, offsetof(struct set, title), read_words },
    { "focus", false, false, offsetof(struct set, focus), read_words },
    { "language", true, false, offsetof(struct set, language), read_language },
    { "licence", false, false, offsetof(struct set, licence), read_words },
    { "translates", false, false, offsetof(struct set, translates), read_full_id },
    { "was", false, true, offsetof(struct set, was), read_former },
    { "waive", false, true, offsetof(struct set, waived), read_waived },
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

/* The index of the row with this key; of the nearest, with a problem, when there is none; ROW_COUNT when there is
 * nothing near. */
static size_t find_row(struct reader *reader, struct string key, struct place place)
{
    struct string keys[ROW_COUNT];
    for (size_t i = 0; i < ROW_COUNT; i++) {
        keys[i] = string_from(rows[i].key);
        if (string_equal(key, keys[i]))
            return i;
    }
    reader_report(reader, PROBLEM_UNKNOWN_KEY, reader_find(reader, place, key),
                  WORDS(WORD("key", key), WORD("where", words_plain(SAY_THE_FRONT_MATTER)),
                        WORD("near", reader_near(reader, key, keys, ROW_COUNT))));
    return reader_nearest(reader, key, keys, ROW_COUNT);
}

static void read_value(struct reader *reader, const struct front_row *row, struct entry entry, bool is_again)
{
    struct word key = WORD("key", string_from(row->key)), where = WORD("where", words_plain(SAY_THE_FRONT_MATTER));
    if (is_again)
        reader_report(reader, PROBLEM_KEY_TWICE, entry.at, WORDS(key, where));
    else if (entry.value.size == 0)
        reader_report(reader, PROBLEM_EMPTY_VALUE, entry.at, WORDS(key));
    else
        row->read(reader, (char *)reader->set + row->offset, entry);
}

/* seen[i]: whether the key of row i was said. */
static void read_line(struct reader *reader, uint32_t number, bool *seen)
{
    struct string line = source_line(reader->source, number), value = line;
    struct place place = { number, 1, (uint32_t)line.size };
    bool has_colon = string_find_byte(line, ':') != STRING_NOT_FOUND;
    struct string key = string_trim(string_cut(&value, ':'));
    if (string_trim(line).size == 0)
        return;
    if (!has_colon || key.size == 0) {
        reader_report(reader, PROBLEM_FRONT_MATTER_LINE, place, WORDS(WORD("line", line)));
        return;
    }
    size_t row = find_row(reader, key, place);
    if (row == ROW_COUNT)
        return;
    value = string_trim(value);
    struct place at = value.size
                          ? source_place(reader->source, (size_t)(value.bytes - reader->source->text.bytes), value.size)
                          : place;
    read_value(reader, &rows[row], (struct entry){ value, at }, seen[row]);
    seen[row] = true;
}

static void report_missing(struct reader *reader, const bool *seen)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].is_required && !seen[i])
            reader_report(reader, PROBLEM_MISSING_KEY, (struct place){ 1, 1, 3 },
                          WORDS(WORD("key", string_from(rows[i].key)), WORD("where", words_plain(SAY_THE_FRONT_MATTER)),
                                WORD("form", string_format(reader->problems->arena, "\"%s: ...\"", rows[i].key))));
}

/* Spaces behind "---" are nothing that an author could see. */
static bool is_fence(struct string line)
{
    return string_starts_with(line, STRING("---")) && string_trim(line).size == 3;
}

uint32_t front_read(struct reader *reader)
{
    const struct source *source = reader->source;
    if (!is_fence(source_line(source, 1))) {
        reader_report(reader, PROBLEM_NO_FRONT_MATTER, (struct place){ 1, 1, (uint32_t)source_line(source, 1).size },
                      NO_WORDS);
        return 1;
    }
    uint32_t end = 2;
    while (end <= source->line_count && !is_fence(source_line(source, end)))
        end++;
    if (end > source->line_count) {
        reader_report(reader, PROBLEM_FRONT_MATTER_OPEN, (struct place){ 1, 1, 3 }, NO_WORDS);
        return 0;
    }
    bool seen[ROW_COUNT] = { false };
    for (uint32_t line = 2; line < end; line++)
        read_line(reader, line, seen);
    report_missing(reader, seen);
    return end + 1;
}

static void write_list(struct buffer *buffer, const struct strings *list)
{
    for (size_t i = 0; i < list->count; i++) {
        buffer_add_c(buffer, i ? ", " : "");
        buffer_add(buffer, list->items[i]);
    }
}

void front_write(struct buffer *buffer, const struct set *set)
{
    buffer_add_c(buffer, "---\n");
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const void *field = (const char *)set + rows[i].offset;
        const struct string *value = field;
        const struct strings *list = field;
        if (rows[i].is_list ? list->count == 0 : value->size == 0)
            continue;
        buffer_add_format(buffer, "%s: ", rows[i].key);
        if (rows[i].is_list)
            write_list(buffer, list);
        else
            buffer_add(buffer, *value);
        buffer_add_byte(buffer, '\n');
    }
    buffer_add_c(buffer, "---\n");
}
