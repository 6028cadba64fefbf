/* Sets made from bytes: every text in them is nasty to write as Markdown, and all must be read back as it was.
 *
 * The bytes choose pieces and styles; the set around them is valid, so that the fuzzer need not find that out. */
#include "base/json.h"
#include "round_trip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct choices {
    const uint8_t *data;
    size_t size, at;
};

static unsigned choose(struct choices *choices, unsigned count)
{
    return choices->at < choices->size ? choices->data[choices->at++] % count : 0;
}

static const char *const pieces[] = {
    "a",
    "b",
    "word",
    " ",
    "  ",
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "!",
    "<",
    ">",
    "#",
    "## ",
    "-",
    "- ",
    "+ ",
    "1.",
    "2) ",
    "=",
    "===",
    "---",
    "~~~",
    "&",
    "&amp;",
    "\\",
    "\"",
    ": ",
    "Not so:",
    "->",
    "\" -> ",
    "\n",
    "\xC2\xA0",
    "\xC3\xA9",
    "\xE4\xB8\xAD",
    "\xD5\x9A",
    "|",
    ";",
    "http://a.b",
    "<b>",
    "<div>",
    "[a]: b",
    "![",
    "covers: ",
    "{",
    "*x*",
    "\xE2\x80\x94",
    "\xE2\x80\x9C",
    "long-long-long-long-long-long-long-long-long-long-word",
    "0",
    "\t",
    "](u)",
    "<!--",
    "__",
    "***",
    "\\\\",
    "&#32;",
    "'",
    ",",
};
#define PIECE_COUNT ((unsigned)(sizeof pieces / sizeof *pieces))

static struct string words(struct arena *arena, struct choices *choices)
{
    struct buffer buffer = buffer_in(arena);
    unsigned count = 1 + choose(choices, 6);
    for (unsigned i = 0; i < count; i++)
        buffer_add_c(&buffer, pieces[choose(choices, PIECE_COUNT)]);
    return buffer_string(&buffer);
}

static void write_span(struct json_writer *json, struct arena *arena, struct choices *choices)
{
    static const char *const styles[] = { "emphasis", "strong", "code" };
    unsigned style = choose(choices, 16);
    json_begin_object(json);
    json_write_key(json, "text");
    json_write_string(json, words(arena, choices));
    for (unsigned i = 0; i < 3; i++)
        if (style >> i & 1) {
            json_write_key(json, styles[i]);
            json_write_bool(json, true);
        }
    if (style & 8) {
        json_write_key(json, "link");
        json_write_string(json, choose(choices, 2) ? STRING("https://a.b/(c)&amp;\\d*_e_") : STRING("http://a.b"));
    }
    json_end_object(json);
}

/* A text that begins and ends with a word, so that it is never empty. */
static void write_text(struct json_writer *json, struct arena *arena, struct choices *choices)
{
    unsigned count = choose(choices, 5);
    json_begin_array(json);
    if (choose(choices, 2))
        json_write_string(json, STRING("begin"));
    for (unsigned i = 0; i < count; i++)
        write_span(json, arena, choices);
    json_write_string(json, STRING("end"));
    json_end_array(json);
}

static void write_key_text(struct json_writer *json, const char *key, struct arena *arena, struct choices *choices)
{
    json_write_key(json, key);
    write_text(json, arena, choices);
}

static void write_key(struct json_writer *json, const char *key, const char *value)
{
    json_write_key(json, key);
    json_write_string(json, string_from(value));
}

static void write_blocks(struct json_writer *json, struct arena *arena, struct choices *choices, int depth);

static void write_list(struct json_writer *json, struct arena *arena, struct choices *choices, int depth)
{
    bool has_numbers = choose(choices, 2);
    unsigned count = 1 + choose(choices, 3);
    json_write_key(json, has_numbers ? "numbers" : "bullets");
    json_begin_array(json);
    for (unsigned i = 0; i < count; i++)
        write_blocks(json, arena, choices, depth + 1);
    json_end_array(json);
    if (has_numbers) {
        json_write_key(json, "start");
        json_write_integer(json, (int64_t)choose(choices, 200) * (choose(choices, 2) ? 1 : 4999999));
    }
}

static void write_block(struct json_writer *json, struct arena *arena, struct choices *choices, int depth)
{
    unsigned kind = choose(choices, depth < PROSE_DEPTH_MAX ? 5 : 2);
    if (kind == 0) {
        write_text(json, arena, choices);
        return;
    }
    json_begin_object(json);
    if (kind == 1) {
        json_write_key(json, "code");
        json_write_string(json, words(arena, choices));
        write_key(json, "language", choose(choices, 2) ? "rust" : "");
    } else if (kind == 2) {
        json_write_key(json, "quote");
        write_blocks(json, arena, choices, depth + 1);
    } else {
        write_list(json, arena, choices, depth);
    }
    json_end_object(json);
}

static void write_blocks(struct json_writer *json, struct arena *arena, struct choices *choices, int depth)
{
    unsigned count = choose(choices, 4);
    json_begin_array(json);
    for (unsigned i = 0; i < count; i++)
        write_block(json, arena, choices, depth);
    json_end_array(json);
}

/* Prose with a word in it. */
static void write_prose(struct json_writer *json, const char *key, struct arena *arena, struct choices *choices)
{
    json_write_key(json, key);
    json_begin_array(json);
    if (choose(choices, 2))
        write_block(json, arena, choices, 0);
    json_write_string(json, string_from(key)); /* no two options are the same words */
    for (unsigned count = choose(choices, 4); count > 0; count--)
        write_block(json, arena, choices, 0);
    json_end_array(json);
}

static void write_option(struct json_writer *json, const char *id, struct arena *arena, struct choices *choices)
{
    bool is_best = string_is(string_from(id), "best");
    json_begin_object(json);
    write_key(json, "id", id);
    json_write_key(json, "best");
    json_write_bool(json, is_best);
    json_write_key(json, "body");
    json_begin_array(json);
    json_write_string(json, string_from(id));
    write_block(json, arena, choices, 0);
    write_block(json, arena, choices, 0);
    json_end_array(json);
    if (is_best) {
        json_write_key(json, "covers");
        json_begin_array(json);
        json_write_string(json, STRING("p"));
        json_end_array(json);
    }
    if (choose(choices, 2))
        write_key_text(json, "note", arena, choices);
    json_end_object(json);
}

static void write_rubric(struct json_writer *json, struct arena *arena, struct choices *choices)
{
    json_write_key(json, "points");
    json_begin_array(json);
    json_begin_object(json);
    write_key(json, "id", "p");
    write_key(json, "heading", "h");
    write_key_text(json, "statement", arena, choices);
    write_key_text(json, "why", arena, choices);
    json_write_key(json, "cues");
    json_begin_array(json);
    json_write_string(json, words(arena, choices));
    json_write_string(json, STRING("cue"));
    json_end_array(json);
    json_end_object(json);
    json_end_array(json);
    json_write_key(json, "misconceptions");
    json_begin_array(json);
    json_begin_object(json);
    write_key(json, "id", "m");
    write_key_text(json, "claim", arena, choices);
    write_key_text(json, "truth", arena, choices);
    json_end_object(json);
    json_end_array(json);
    json_write_key(json, "options");
    json_begin_array(json);
    write_option(json, "best", arena, choices);
    write_option(json, "rival", arena, choices);
    json_end_array(json);
}

static void write_practice(struct json_writer *json, struct arena *arena, struct choices *choices)
{
    json_write_key(json, "samples");
    json_begin_array(json);
    json_begin_object(json);
    write_key_text(json, "text", arena, choices);
    json_write_key(json, "labels");
    json_begin_array(json);
    json_begin_object(json);
    write_key(json, "mark", choose(choices, 2) ? "covers" : "negated");
    write_key(json, "id", "p");
    json_end_object(json);
    json_end_array(json);
    json_end_object(json);
    json_end_array(json);
    json_write_key(json, "glossary");
    json_begin_array(json);
    json_begin_object(json);
    write_key_text(json, "term", arena, choices);
    write_key_text(json, "meaning", arena, choices);
    json_end_object(json);
    json_end_array(json);
    json_write_key(json, "sources");
    json_begin_array(json);
    json_begin_object(json);
    write_key_text(json, "title", arena, choices);
    write_key(json, "url", "https://a.b/c_(d)?e=f&amp;g");
    json_end_object(json);
    json_end_array(json);
}

static struct string make_set(struct arena *arena, struct choices *choices)
{
    struct buffer buffer = buffer_in(arena);
    struct json_writer writer = json_writer_to(&buffer, 0), *json = &writer;
    json_begin_object(json);
    json_write_key(json, "format");
    json_write_integer(json, READ_FORMAT);
    write_key(json, "set", "s");
    write_key(json, "namespace", "n");
    json_write_key(json, "title");
    json_write_string(json, words(arena, choices));
    write_key(json, "language", "en");
    write_prose(json, "about", arena, choices);
    json_write_key(json, "guide");
    json_begin_object(json);
    write_key_text(json, "title", arena, choices);
    json_write_key(json, "headings");
    json_begin_array(json);
    json_begin_object(json);
    write_key(json, "id", "h");
    write_key_text(json, "title", arena, choices);
    write_key_text(json, "advice", arena, choices);
    json_end_object(json);
    json_end_array(json);
    json_end_object(json);
    json_write_key(json, "exercises");
    json_begin_array(json);
    json_begin_object(json);
    write_key(json, "id", "e");
    write_key_text(json, "title", arena, choices);
    write_prose(json, "question", arena, choices);
    write_key_text(json, "look-for", arena, choices);
    write_rubric(json, arena, choices);
    write_prose(json, "lesson", arena, choices);
    write_practice(json, arena, choices);
    json_end_object(json);
    json_end_array(json);
    json_end_object(json);
    return buffer_string(&buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct choices choices = { data, size, 0 };
    struct string json = make_set(&arena, &choices);
    struct problems problems = problems_in(&arena);
    const struct set *set = read_json(&arena, STRING("made"), json, &problems);
    if (set) /* some texts hold what Markdown has no place for, and are refused */
        round_trip(&arena, set);
    arena_clear(&arena);
    return 0;
}
