#include "random_set.h"

#include <inttypes.h>

#include "base/json.h"
#include "base/random.h"
#include "model/set.h"
#include "read/read.h"

struct maker {
    struct json_writer json;
    struct arena *arena;
    struct random random;
    unsigned size;
};

static unsigned below(struct maker *maker, unsigned bound)
{
    return (unsigned)random_below(&maker->random, bound);
}

static bool is_so(struct maker *maker, unsigned percent)
{
    return below(maker, 100) < percent;
}

/* From least to about size times four, so that a small case is easy to read and a large one has it all. */
static unsigned some(struct maker *maker, unsigned least, unsigned most)
{
    unsigned bound = least + 1 + maker->size * 4;
    return least + below(maker, (bound < most ? bound : most) - least + 1);
}

static void write_key(struct maker *maker, const char *key, struct string value)
{
    json_write_key(&maker->json, key);
    json_write_string(&maker->json, value);
}

static struct string numbered(struct maker *maker, const char *stem, unsigned number)
{
    return string_format(maker->arena, "%s-%u", stem, number);
}

/* Words. ----------------------------------------------------------------------------------------------- */

/* What Markdown, or a set's own signs, give a meaning; and what is hard to break lines at. */
static const char *const pieces[] = {
    "word",
    "the value",
    "a",
    "B",
    "3",
    " ",
    " ",
    " ",
    "  ",
    "*",
    "**",
    "***",
    "_",
    "__",
    "snake_case",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[a](b)",
    "![i](u)",
    "!",
    "<",
    ">",
    "< ",
    "<b>",
    "</b>",
    "<!-- ",
    "<T>",
    "Vec<u8>",
    "#",
    "# ",
    "## ",
    "-",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "12) ",
    "1.",
    "=",
    "===",
    "---",
    "----- ",
    "~~~",
    "~",
    "&",
    "&amp;",
    "&#42;",
    "&copy",
    "\\",
    "\\\\",
    "\\*",
    "\"",
    "'",
    ": ",
    ":",
    ";",
    ", ",
    ".",
    "...",
    "?",
    "!",
    "->",
    " -> ",
    "\" -> p",
    "|",
    "{#id}",
    "$x$",
    "(spare)",
    "covers: ",
    "note: x",
    "http://a.b/c_d_e",
    "<http://a.b>",
    "a@b.c",
    "\xC2\xA0",
    "\xE2\x80\x94",
    "\xE2\x80\x9Cquoted\xE2\x80\x9D",
    "\xE2\x80\x99",
    "na\xC3\xAFve",
    "e\xCC\x81",
    "\xE4\xB8\xAD\xE6\x96\x87",
    "\xF0\x9F\xA6\x80",
    "\xE2\x80\x8B",
    "\xC2\xAB",
    "\xEF\xBC\x88",
    "fn f(&mut self) -> Result<(), E>",
    "a-very-long-word-that-no-line-of-one-hundred-columns-has-much-room-for-beside-its-other-words-at-all",
};
#define PIECE_COUNT (sizeof pieces / sizeof *pieces)

/* What may not stand in a text. */
enum without { WITHOUT_NOTHING = 0, WITHOUT_COLON = 1, WITHOUT_SEMICOLON = 2 };

static void add_piece(struct buffer *buffer, const char *piece, enum without without)
{
    for (; *piece; piece++) {
        bool is_refused =
            (*piece == ':' && (without & WITHOUT_COLON)) || (*piece == ';' && (without & WITHOUT_SEMICOLON));
        buffer_add_byte(buffer, is_refused ? ',' : *piece);
    }
}

static struct string words(struct maker *maker, enum without without)
{
    struct buffer buffer = buffer_in(maker->arena);
    for (unsigned count = some(maker, 1, 30); count > 0; count--) {
        add_piece(&buffer, pieces[below(maker, PIECE_COUNT)], without);
        if (is_so(maker, 40))
            buffer_add_byte(&buffer, ' ');
    }
    return buffer_string(&buffer);
}

/* Texts. ----------------------------------------------------------------------------------------------- */

static const char *const links[] = {
    "https://a.b",         "http://a.b/c_(d)_e",         "https://a.b/?q=1&amp;r=*2*#f",
    "mailto:a@b.c",        "https://a.b/\\back\\(slash", "https://a.b/)unbal",
    "https://a.b/[x]!`y`",
};
#define LINK_COUNT (sizeof links / sizeof *links)

static void write_span(struct maker *maker, enum without without)
{
    static const char *const styles[] = { "emphasis", "strong", "code" };
    json_begin_object(&maker->json);
    write_key(maker, "text", words(maker, without));
    for (unsigned i = 0; i < 3; i++)
        if (is_so(maker, 40)) {
            json_write_key(&maker->json, styles[i]);
            json_write_bool(&maker->json, true);
        }
    if (is_so(maker, 25))
        write_key(maker, "link", string_from(links[below(maker, LINK_COUNT)]));
    json_end_object(&maker->json);
}

static void write_plain(struct maker *maker, enum without without)
{
    struct string text = words(maker, without);
    if (is_so(maker, 15))
        text = string_format(maker->arena, "%.*s\n%.*s", STRING_ARG(text), STRING_ARG(words(maker, without)));
    json_write_string(&maker->json, text);
}

/* A text of which something is left when spaces at its ends are not. */
static void write_text(struct maker *maker, enum without without)
{
    if (is_so(maker, 40)) {
        json_write_string(&maker->json, string_format(maker->arena, "%.*sx", STRING_ARG(words(maker, without))));
        return;
    }
    bool is_word_first = is_so(maker, 50);
    json_begin_array(&maker->json);
    if (is_word_first)
        json_write_string(&maker->json, STRING("x"));
    for (unsigned count = some(maker, 0, 8); count > 0; count--)
        if (is_so(maker, 60))
            write_span(maker, without);
        else
            write_plain(maker, without);
    if (!is_word_first)
        json_write_string(&maker->json, STRING("x"));
    json_end_array(&maker->json);
}

static void write_key_text(struct maker *maker, const char *key)
{
    json_write_key(&maker->json, key);
    write_text(maker, WITHOUT_NOTHING);
}

static void write_key_text_without(struct maker *maker, const char *key, enum without without)
{
    json_write_key(&maker->json, key);
    write_text(maker, without);
}

static void write_perhaps(struct maker *maker, const char *key)
{
    if (is_so(maker, 50))
        write_key_text(maker, key);
}

static void write_texts(struct maker *maker, const char *key)
{
    json_write_key(&maker->json, key);
    json_begin_array(&maker->json);
    for (unsigned count = some(maker, 0, 5); count > 0; count--)
        write_text(maker, WITHOUT_NOTHING);
    json_end_array(&maker->json);
}

static void write_cues(struct maker *maker, const char *key)
{
    json_write_key(&maker->json, key);
    json_begin_array(&maker->json);
    for (unsigned count = some(maker, 0, 6); count > 0; count--)
        json_write_string(&maker->json, words(maker, WITHOUT_SEMICOLON));
    json_end_array(&maker->json);
}

/* Prose. ----------------------------------------------------------------------------------------------- */

static void write_blocks(struct maker *maker, int depth);

static struct string code(struct maker *maker)
{
    static const char *const lines[] = {
        "let x = 1;",   "```",        "````",   "~~~",
        "    indented", "\ttab",      "",       "- item",
        "# no heading", "> no quote", "<div>",  "---",
        "  trailing  ", "a*b*c",      "`tick`", "\xE2\x80\x9Cquote\xE2\x80\x9D",
    };
    struct buffer buffer = buffer_in(maker->arena);
    for (unsigned count = some(maker, 1, 6); count > 0; count--) {
        buffer_add_c(&buffer, lines[below(maker, sizeof lines / sizeof *lines)]);
        buffer_add_c(&buffer, is_so(maker, 95) ? "\n" : "");
    }
    return buffer_string(&buffer);
}

static void write_code(struct maker *maker)
{
    static const char *const languages[] = { "rust", "c++", "c#", "objective-c", "" };
    write_key(maker, "code", code(maker));
    write_key(maker, "language", string_from(languages[below(maker, 5)]));
}

static void write_list(struct maker *maker, int depth)
{
    static const int starts[] = { 0, 1, 2, 7, 10, 99, 1000, 999999999 };
    bool has_numbers = is_so(maker, 50);
    json_write_key(&maker->json, has_numbers ? "numbers" : "bullets");
    json_begin_array(&maker->json);
    for (unsigned count = 1 + below(maker, 3); count > 0; count--)
        write_blocks(maker, depth + 1);
    json_end_array(&maker->json);
    if (has_numbers) {
        json_write_key(&maker->json, "start");
        json_write_integer(&maker->json, starts[below(maker, 8)]);
    }
}

static void write_block(struct maker *maker, int depth)
{
    unsigned kind = below(maker, depth < PROSE_DEPTH_MAX ? 10 : 7);
    if (kind < 5) {
        write_text(maker, WITHOUT_NOTHING);
        return;
    }
    json_begin_object(&maker->json);
    if (kind < 7) {
        write_code(maker);
    } else if (kind == 7) {
        json_write_key(&maker->json, "quote");
        write_blocks(maker, depth + 1);
    } else {
        write_list(maker, depth);
    }
    json_end_object(&maker->json);
}

/* Fewer blocks the deeper they are. */
static void write_blocks(struct maker *maker, int depth)
{
    json_begin_array(&maker->json);
    for (unsigned count = below(maker, depth < 3 ? 4 : 2); count > 0; count--)
        write_block(maker, depth);
    json_end_array(&maker->json);
}

/* Prose that holds a word which no other has, first, last, or between. */
static void write_prose(struct maker *maker, const char *key, struct string word)
{
    json_write_key(&maker->json, key);
    json_begin_array(&maker->json);
    for (unsigned count = below(maker, 3); count > 0; count--)
        write_block(maker, 0);
    json_write_string(&maker->json, word);
    for (unsigned count = below(maker, 3); count > 0; count--)
        write_block(maker, 0);
    json_end_array(&maker->json);
}

/* Ids. ------------------------------------------------------------------------------------------------- */

/* Each of count ids with this stem, or some of them. */
static void write_ids(struct maker *maker, const char *key, const char *stem, unsigned count, unsigned percent)
{
    json_write_key(&maker->json, key);
    json_begin_array(&maker->json);
    for (unsigned i = 0; i < count; i++)
        if (is_so(maker, percent))
            json_write_string(&maker->json, numbered(maker, stem, i));
    json_end_array(&maker->json);
}

static void write_was(struct maker *maker, struct string id)
{
    if (!is_so(maker, 20))
        return;
    json_write_key(&maker->json, "was");
    json_begin_array(&maker->json);
    json_write_string(&maker->json, string_format(maker->arena, "old-%.*s", STRING_ARG(id)));
    json_write_string(&maker->json, string_format(maker->arena, "older-%.*s", STRING_ARG(id)));
    json_end_array(&maker->json);
}

static void write_faults(struct maker *maker, bool has_one)
{
    json_write_key(&maker->json, "faults");
    json_begin_array(&maker->json);
    if (has_one)
        json_write_string(&maker->json, string_from(fault_ids[below(maker, FAULT_COUNT)]));
    json_end_array(&maker->json);
}

/* Parts of sets and exercises. ------------------------------------------------------------------------- */

static void write_source(struct maker *maker, unsigned points, unsigned misconceptions)
{
    json_begin_object(&maker->json);
    write_key_text(maker, "title");
    write_key(maker, "url", string_from(links[below(maker, 3)]));
    if (points && is_so(maker, 60)) {
        json_write_key(&maker->json, "backs");
        json_begin_array(&maker->json);
        json_write_string(&maker->json, numbered(maker, "point", below(maker, points)));
        if (misconceptions)
            json_write_string(&maker->json, numbered(maker, "mistake", below(maker, misconceptions)));
        json_end_array(&maker->json);
    }
    json_end_object(&maker->json);
}

static void write_pairs(struct maker *maker, const char *key, const char *first, const char *second)
{
    json_write_key(&maker->json, key);
    json_begin_array(&maker->json);
    for (unsigned count = some(maker, 0, 4); count > 0; count--) {
        json_begin_object(&maker->json);
        write_key_text(maker, first);
        write_key_text(maker, second);
        json_end_object(&maker->json);
    }
    json_end_array(&maker->json);
}

/* points is 0 for a set's own, which backs nothing. */
static void write_reference(struct maker *maker, unsigned points, unsigned misconceptions)
{
    if (is_so(maker, 50))
        write_pairs(maker, "phrases", "phrase", "use");
    if (is_so(maker, 50))
        write_pairs(maker, "glossary", "term", "meaning");
    if (is_so(maker, 50)) {
        json_write_key(&maker->json, "sources");
        json_begin_array(&maker->json);
        for (unsigned count = some(maker, 0, 3); count > 0; count--)
            write_source(maker, points, misconceptions);
        json_end_array(&maker->json);
    }
}

static void write_guide(struct maker *maker, unsigned headings)
{
    json_write_key(&maker->json, "guide");
    json_begin_object(&maker->json);
    write_perhaps(maker, "title");
    json_write_key(&maker->json, "headings");
    json_begin_array(&maker->json);
    for (unsigned i = 0; i < headings; i++) {
        json_begin_object(&maker->json);
        write_key(maker, "id", numbered(maker, "heading", i));
        write_key_text_without(maker, "title", WITHOUT_COLON);
        write_perhaps(maker, "advice");
        write_cues(maker, "signals");
        json_end_object(&maker->json);
    }
    json_end_array(&maker->json);
    json_end_object(&maker->json);
}

static void write_points(struct maker *maker, unsigned points, unsigned headings)
{
    json_write_key(&maker->json, "points");
    json_begin_array(&maker->json);
    for (unsigned i = 0; i < points; i++) {
        struct string id = numbered(maker, "point", i);
        json_begin_object(&maker->json);
        write_key(maker, "id", id);
        write_was(maker, id);
        write_key(maker, "heading", numbered(maker, "heading", below(maker, headings)));
        write_key_text(maker, "statement");
        write_perhaps(maker, "why");
        write_texts(maker, "variants");
        write_cues(maker, "cues");
        json_end_object(&maker->json);
    }
    json_end_array(&maker->json);
}

static void write_misconceptions(struct maker *maker, unsigned misconceptions, unsigned points)
{
    json_write_key(&maker->json, "misconceptions");
    json_begin_array(&maker->json);
    for (unsigned i = 0; i < misconceptions; i++) {
        struct string id = numbered(maker, "mistake", i);
        json_begin_object(&maker->json);
        write_key(maker, "id", id);
        write_was(maker, id);
        write_key_text(maker, "claim");
        write_key_text(maker, "truth");
        write_ids(maker, "against", "point", points, 30);
        write_texts(maker, "variants");
        json_end_object(&maker->json);
    }
    json_end_array(&maker->json);
}

/* The first option is the best; the others cover no point, so that they fall short even if there is but one. */
static void write_options(struct maker *maker, unsigned points, unsigned misconceptions)
{
    json_write_key(&maker->json, "options");
    json_begin_array(&maker->json);
    for (unsigned i = 0, count = some(maker, 2, EXERCISE_OPTIONS_MAX); i < count; i++) {
        struct string id = numbered(maker, "option", i);
        json_begin_object(&maker->json);
        write_key(maker, "id", id);
        write_was(maker, id);
        json_write_key(&maker->json, "best");
        json_write_bool(&maker->json, i == 0);
        if (i > 0 && is_so(maker, 50)) {
            json_write_key(&maker->json, "mark");
            json_write_hundredths(&maker->json, below(maker, 100));
        }
        write_prose(maker, "body", id);
        write_ids(maker, i == 0 ? "covers" : "touches", "point", points, i == 0 ? 100 : 30);
        write_ids(maker, "claims", "mistake", misconceptions, i == 0 ? 0 : 30);
        write_faults(maker, i > 0 && is_so(maker, 50));
        write_perhaps(maker, "note");
        json_end_object(&maker->json);
    }
    json_end_array(&maker->json);
}

static void write_label(struct maker *maker, const char *mark, struct string id)
{
    json_begin_object(&maker->json);
    write_key(maker, "mark", string_from(mark));
    write_key(maker, "id", id);
    json_end_object(&maker->json);
}

static void write_samples(struct maker *maker, unsigned points, unsigned misconceptions)
{
    json_write_key(&maker->json, "samples");
    json_begin_array(&maker->json);
    for (unsigned count = some(maker, 0, 6); count > 0; count--) {
        json_begin_object(&maker->json);
        write_key_text(maker, "text");
        json_write_key(&maker->json, "labels");
        json_begin_array(&maker->json);
        write_label(maker, sample_mark_ids[below(maker, SAMPLE_CONTRADICTS)], numbered(maker, "point", 0));
        for (unsigned i = 1; i < points; i++)
            if (is_so(maker, 20))
                write_label(maker, sample_mark_ids[below(maker, SAMPLE_CONTRADICTS)], numbered(maker, "point", i));
        if (misconceptions)
            write_label(maker, sample_mark_ids[SAMPLE_CONTRADICTS],
                        numbered(maker, "mistake", below(maker, misconceptions)));
        json_end_array(&maker->json);
        json_end_object(&maker->json);
    }
    json_end_array(&maker->json);
}

static void write_answers(struct maker *maker, unsigned points, unsigned misconceptions)
{
    json_write_key(&maker->json, "answers");
    json_begin_array(&maker->json);
    for (unsigned i = 0, count = some(maker, 0, 3); i < count; i++) {
        struct string id = numbered(maker, "answer", i);
        bool covers = is_so(maker, 50);
        json_begin_object(&maker->json);
        write_key(maker, "id", id);
        write_prose(maker, "body", id);
        write_ids(maker, covers ? "covers" : "touches", "point", points, 50);
        write_ids(maker, "claims", "mistake", misconceptions, 50);
        write_faults(maker, is_so(maker, 50));
        write_perhaps(maker, "note");
        json_end_object(&maker->json);
    }
    json_end_array(&maker->json);
}

static void write_probes(struct maker *maker, unsigned points)
{
    json_write_key(&maker->json, "probes");
    json_begin_array(&maker->json);
    for (unsigned count = some(maker, 0, 4); count > 0; count--) {
        json_begin_object(&maker->json);
        write_key(maker, "point", numbered(maker, "point", below(maker, points)));
        write_key_text(maker, "question");
        json_end_object(&maker->json);
    }
    json_end_array(&maker->json);
}

/* Each comes after some of those before it; the last may be spare. */
static void write_sentences(struct maker *maker)
{
    json_write_key(&maker->json, "sentences");
    json_begin_array(&maker->json);
    for (unsigned i = 0, count = some(maker, 0, 6); i < count; i++) {
        bool is_spare = i + 1 == count && is_so(maker, 50);
        json_begin_object(&maker->json);
        write_key(maker, "id", numbered(maker, "sentence", i));
        write_key_text(maker, "text");
        json_write_key(&maker->json, "spare");
        json_write_bool(&maker->json, is_spare);
        write_ids(maker, "after", "sentence", i, is_spare ? 0 : 40);
        write_perhaps(maker, "why");
        json_end_object(&maker->json);
    }
    json_end_array(&maker->json);
}

static void write_intro(struct maker *maker, struct string id)
{
    write_key(maker, "id", id);
    write_was(maker, id);
    if (is_so(maker, 50))
        write_key(maker, "level", STRING("senior-2"));
    if (is_so(maker, 50)) {
        json_write_key(&maker->json, "minutes");
        json_write_integer(&maker->json, 1 + below(maker, 120));
    }
    write_key_text(maker, "title");
    write_prose(maker, "question", STRING("why"));
    write_perhaps(maker, "look-for");
}

static void write_exercise(struct maker *maker, unsigned number, unsigned headings)
{
    unsigned points = some(maker, 1, EXERCISE_POINTS_MAX), misconceptions = some(maker, 0, EXERCISE_MISCONCEPTIONS_MAX);
    json_begin_object(&maker->json);
    write_intro(maker, numbered(maker, "exercise", number));
    write_points(maker, points, headings);
    write_misconceptions(maker, misconceptions, points);
    write_options(maker, points, misconceptions);
    if (is_so(maker, 50))
        write_prose(maker, "lesson", STRING("lesson"));
    write_reference(maker, points, misconceptions);
    write_samples(maker, points, misconceptions);
    write_answers(maker, points, misconceptions);
    write_probes(maker, points);
    write_sentences(maker);
    json_end_object(&maker->json);
}

static void write_front(struct maker *maker, uint64_t seed)
{
    json_write_key(&maker->json, "format");
    json_write_integer(&maker->json, READ_FORMAT);
    write_key(maker, "set", STRING("random"));
    write_key(maker, "namespace", STRING("tests"));
    write_key(maker, "title", string_format(maker->arena, "seed %" PRIu64, seed));
    write_key(maker, "focus", string_format(maker->arena, "x%.*s", STRING_ARG(words(maker, WITHOUT_NOTHING))));
    write_key(maker, "language", is_so(maker, 50) ? STRING("en") : STRING("pt-BR"));
    if (is_so(maker, 50))
        write_key(maker, "licence", STRING("CC-BY-4.0"));
    if (is_so(maker, 20))
        write_key(maker, "translates", STRING("tests/original"));
    json_write_key(&maker->json, "waive");
    json_begin_array(&maker->json);
    json_write_string(&maker->json, STRING("names-an-option"));
    json_end_array(&maker->json);
    if (is_so(maker, 50))
        write_prose(maker, "about", STRING("about"));
}

struct string random_set(struct arena *arena, uint64_t seed, unsigned size)
{
    struct buffer buffer = buffer_in(arena);
    struct maker maker = { json_writer_to(&buffer, 0), arena, random_from(seed), size };
    unsigned headings = some(&maker, 1, GUIDE_HEADINGS_MAX);
    json_begin_object(&maker.json);
    write_front(&maker, seed);
    write_guide(&maker, headings);
    write_reference(&maker, 0, 0);
    json_write_key(&maker.json, "exercises");
    json_begin_array(&maker.json);
    for (unsigned i = 0, count = 1 + below(&maker, size); i < count; i++)
        write_exercise(&maker, i, headings);
    json_end_array(&maker.json);
    json_end_object(&maker.json);
    return buffer_string(&buffer);
}
