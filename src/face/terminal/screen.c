#include "face/terminal/screen.h"

#include <unistd.h>

#include "face/terminal/tty.h"

/* The prompt, on a narrow screen in two lines, and the empty line before it. */
#define PROMPT_LINES 3

static struct text_style style_now(const struct screen *screen)
{
    return (struct text_style){ .width = tty_size(STDOUT_FILENO).columns, .is_coloured = screen->is_coloured };
}

/* Lines that fit on a screen; without limit where nothing is stopped. */
static int rows_now(const struct screen *screen)
{
    int rows = screen->is_plain ? 0 : tty_size(STDOUT_FILENO).rows;
    return rows > 0 ? rows - PROMPT_LINES : INT32_MAX;
}

static void write_out(struct screen *screen, struct string bytes)
{
    if (screen->status == STATUS_OK)
        screen->status = tty_write(bytes, &screen->failure);
}

static int line_feeds(struct string s)
{
    int count = 0;
    for (size_t i = 0; i < s.size; i++)
        count += s.bytes[i] == '\n';
    return count;
}

/* Cut the first block off *text: lines up to an empty one, with their line feeds and without the empty line. */
static struct string cut_block(struct string *text)
{
    size_t end = string_find(*text, STRING("\n\n"));
    size_t size = end == STRING_NOT_FOUND ? text->size : end + 1;
    struct string block = string_slice(*text, 0, size);
    *text = string_slice(*text, end == STRING_NOT_FOUND ? size : size + 1, text->size);
    return block;
}

/* An empty line goes before each block but the first of all. */
static void add_block(struct screen *screen, struct buffer *page, struct string block)
{
    if (screen->is_begun)
        buffer_add_byte(page, '\n');
    buffer_add(page, block);
    screen->line_count += line_feeds(block) + 1;
    screen->is_begun = true;
}

/* A single line, which mostly is a heading, does not end a page: rest is what comes after the block. */
static bool has_room(const struct screen *screen, struct string block, struct string rest)
{
    int lines = line_feeds(block) + 1;
    if (lines == 2 && rest.size > 0)
        lines += line_feeds(cut_block(&rest)) + 1;
    return screen->line_count == 0 || screen->line_count + lines <= rows_now(screen);
}

static struct string render(struct screen *screen, struct arena *arena, const struct view *view)
{
    struct text_style style = style_now(screen);
    struct buffer buffer = buffer_in(arena);
    render_text(&buffer, view, &style);
    return buffer_string(&buffer);
}

/* The view is set anew each time: the window may have another width by now. */
static void go_on(struct screen *screen)
{
    struct arena arena = { 0 };
    struct buffer page = buffer_in(&arena);
    struct string text = render(screen, &arena, screen->view);
    for (size_t i = 0; i < screen->block_count && text.size > 0; i++)
        cut_block(&text);
    while (text.size > 0) {
        struct string rest = text, block = cut_block(&rest);
        if (!has_room(screen, block, rest))
            break;
        add_block(screen, &page, block);
        screen->block_count++;
        text = rest;
    }
    if (text.size == 0)
        screen->view = NULL;
    write_out(screen, buffer_string(&page));
    arena_clear(&arena);
}

void screen_show(struct screen *screen, const struct view *view)
{
    screen->view = view;
    screen->block_count = 0;
    go_on(screen);
}

void screen_show_more(struct screen *screen)
{
    screen->line_count = 0;
    go_on(screen);
}

bool screen_has_more(const struct screen *screen)
{
    return screen->view != NULL;
}

void screen_aside(struct screen *screen, const struct view *view)
{
    struct arena arena = { 0 };
    struct buffer page = buffer_in(&arena);
    struct string text = render(screen, &arena, view);
    while (text.size > 0)
        add_block(screen, &page, cut_block(&text));
    write_out(screen, buffer_string(&page));
    arena_clear(&arena);
}

void screen_say(struct screen *screen, enum view_role role, struct string sentence)
{
    struct arena arena = { 0 };
    struct view *paragraph = view_new(&arena, VIEW_PARAGRAPH, role);
    paragraph->text = text_plain(&arena, sentence);
    screen_aside(screen, paragraph);
    arena_clear(&arena);
}

void screen_prompt(struct screen *screen, struct string prompt)
{
    struct arena arena = { 0 };
    struct buffer buffer = buffer_in(&arena);
    struct text_style style = style_now(screen);
    struct view *paragraph = view_new(&arena, VIEW_PARAGRAPH, ROLE_HINT);
    paragraph->text = text_plain(&arena, prompt);
    if (screen->is_begun)
        buffer_add_byte(&buffer, '\n');
    render_text(&buffer, paragraph, &style);
    if (!screen->is_plain)
        buffer.bytes[buffer.size - 1] = ' '; /* the key stands behind it, on the same line */
    write_out(screen, buffer_string(&buffer));
    arena_clear(&arena);
    screen->line_count = 0;
    screen->is_begun = true;
}

void screen_echo(struct screen *screen, struct string echo)
{
    struct arena arena = { 0 };
    struct buffer buffer = buffer_in(&arena);
    struct text_style style = style_now(screen);
    render_text_inline(&buffer, text_plain(&arena, echo), ROLE_CHOSEN, &style);
    buffer_add_byte(&buffer, '\n');
    write_out(screen, buffer_string(&buffer));
    arena_clear(&arena);
}
