/* Trees of random text: whatever an author wrote, what comes out is lines of printable characters and our own SGR,
 * within the width. */
#include "../expect.h"

#include "base/random.h"
#include "base/utf8.h"
#include "render/text.h"

#define TREE_COUNT 3000

static struct arena arena;
static struct random chance;

static size_t below(size_t bound)
{
    return (size_t)random_below(&chance, bound);
}

/* Pieces that have broken terminals, and some that must come out whole. */
static const struct string scraps[] = {
    STRING_INIT("a"),
    STRING_INIT("word "),
    STRING_INIT(" "),
    STRING_INIT("\x1b[31m"),
    STRING_INIT("\x1b]0;title\x07"),
    STRING_INIT("\x1b[2J\x1b[H"),
    STRING_INIT("\x9B"),
    STRING_INIT("\xC2\x9B"
                "31m"),
    STRING_INIT("\0"),
    STRING_INIT("\r"),
    STRING_INIT("\n"),
    STRING_INIT("\t"),
    STRING_INIT("\x08\x08"),
    STRING_INIT("\xE2\x80\xAE"
                "evil"),
    STRING_INIT("\xE2\x81\xA6"),
    STRING_INIT("\xE2\x80\xA8"),
    STRING_INIT("\xED\xA0\x80"),
    STRING_INIT("\xF5\x80\x80\x80"),
    STRING_INIT("\xC3"),
    STRING_INIT("e\xCC\x81\xCC\x81\xCC\x81"),
    STRING_INIT("再試行"),
    STRING_INIT("👩‍👩‍👧"),
    STRING_INIT("🇩🇪"),
    STRING_INIT("`"),
    STRING_INIT("*"),
    STRING_INIT("supercalifragilisticexpialidocious"),
    STRING_INIT("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"),
    STRING_INIT("\xE2\x80\x8B"),
};

static struct string random_string(void)
{
    struct buffer buffer = buffer_in(&arena);
    for (size_t i = below(12); i > 0; i--)
        buffer_add(&buffer, scraps[below(sizeof scraps / sizeof *scraps)]);
    return buffer_string(&buffer);
}

static struct text random_text(void)
{
    size_t count = below(5);
    struct span *spans = ARENA_NEW_MANY(&arena, count, struct span);
    for (size_t i = 0; i < count; i++)
        spans[i] = (struct span){ .text = random_string(),
                                  .style = (unsigned)below(8),
                                  .href = below(4) == 0 ? random_string() : STRING("") };
    return (struct text){ spans, count };
}

static struct prose random_prose(int depth)
{
    size_t count = depth == 0 ? 0 : below(4);
    struct block *blocks = ARENA_NEW_MANY(&arena, count, struct block);
    for (size_t i = 0; i < count; i++)
        blocks[i] = (struct block){ .kind = (enum block_kind)below(BLOCK_ITEM + 1),
                                    .text = random_text(),
                                    .code = random_string(),
                                    .start = (int64_t)below(1000000000),
                                    .children = random_prose(depth - 1) };
    return (struct prose){ blocks, count };
}

static void fill_randomly(struct view *view, int depth)
{
    view->level = (int)below(5);
    view->letter = (char)('A' + below(8));
    view->number = (int64_t)below(30);
    view->total = (int64_t)below(30);
    view->label = random_text();
    view->text = random_text();
    view->prose = random_prose(PROSE_DEPTH_MAX);
    for (size_t i = depth == 0 ? 0 : below(4); i > 0; i--)
        fill_randomly(
            view_add(&arena, view, (enum view_kind)below(VIEW_CELL + 1), (enum view_role)below(ROLE_PROGRESS + 1)),
            depth - 1);
}

/* The size of the SGR sequence of ours at the start of s; 0 when there is none. */
static size_t sgr_size(struct string s)
{
    if (!string_starts_with(s, STRING("\x1b[")))
        return 0;
    for (size_t i = 2; i < s.size; i++)
        if (s.bytes[i] == 'm')
            return i + 1;
        else if (s.bytes[i] != ';' && (s.bytes[i] < '0' || s.bytes[i] > '9'))
            return 0;
    return 0;
}

/* The line without ink; fails when anything but our ink and printable characters is in it, or ink goes on behind its
 * end. */
static struct string printable(struct string line, bool is_coloured)
{
    struct buffer buffer = buffer_in(&arena);
    bool is_inked = false;
    for (size_t offset = 0; offset < line.size;) {
        struct string rest = string_slice(line, offset, line.size);
        size_t ink = is_coloured ? sgr_size(rest) : 0;
        size_t start = offset;
        if (ink > 0) {
            is_inked = !string_equal(string_slice(rest, 0, ink), STRING("\x1b[0m"));
            offset += ink;
            continue;
        }
        uint32_t code_point = utf8_next(line, &offset);
        assert_int_not_equal(code_point, UTF8_INVALID);
        assert_false(utf8_is_control(code_point) || utf8_is_bidi_control(code_point) || code_point == '\t');
        buffer_add(&buffer, string_slice(line, start, offset));
    }
    assert_false(is_inked);
    return buffer_string(&buffer);
}

/* What stands in a margin, or is a sign that stays with its word: "-", ">", "12.", "A", "A.", "✓". */
static bool is_marginal(struct string word)
{
    static const struct string signs[] = { STRING_INIT(""),  STRING_INIT("-"), STRING_INIT(">"), STRING_INIT("✓"),
                                           STRING_INIT("✗"), STRING_INIT("~"), STRING_INIT("–") };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (string_equal(word, signs[i]))
            return true;
    struct string label = string_ends_with(word, STRING(".")) ? string_slice(word, 0, word.size - 1) : word;
    bool is_letter = label.size == 1 && label.bytes[0] >= 'A' && label.bytes[0] <= 'H';
    bool is_number = label.size > 0 && label.size < word.size;
    for (size_t i = 0; i < label.size; i++)
        is_number = is_number && label.bytes[i] >= '0' && label.bytes[i] <= '9';
    return is_letter || is_number;
}

/* Could the line have been broken? Behind its margins there is a space with something on both sides. */
static bool is_breakable(struct string line)
{
    struct string rest = string_trim(line);
    while (rest.size > 0)
        if (!is_marginal(string_cut(&rest, ' ')))
            return rest.size > 0;
    return false;
}

static void hold_to_the_rules(struct string text, int width, bool is_coloured)
{
    while (text.size > 0) {
        struct string line = string_cut(&text, '\n');
        struct string shown = printable(line, is_coloured);
        if ((int)utf8_width(shown) > width && is_breakable(shown))
            fail_msg("%d columns in a page of %d: %.*s", (int)utf8_width(shown), width, STRING_ARG(shown));
    }
}

static void no_tree_writes_anything_but_lines_of_printable_text_and_ink_within_the_width(void **state)
{
    (void)state;
    chance = random_from(20261122);
    for (int tree = 0; tree < TREE_COUNT; tree++) {
        struct view *view = view_new(&arena, (enum view_kind)below(VIEW_CELL + 1), ROLE_NONE);
        fill_randomly(view, 3);
        struct text_style style = { .width = TEXT_WIDTH_MIN + (int)below(60), .is_coloured = tree % 2 };
        struct buffer buffer = buffer_in(&arena);
        render_text(&buffer, view, &style);
        struct string text = buffer_string(&buffer);
        assert_true(text.size == 0 || string_ends_with(text, STRING("\n")));
        hold_to_the_rules(text, style.width, style.is_coloured);
        arena_reset(&arena);
    }
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_tree_writes_anything_but_lines_of_printable_text_and_ink_within_the_width),
    };
    return cmocka_run_group_tests_name("render hostile", tests, NULL, NULL);
}
