#include "face/terminal/screen.h"

#include <unistd.h>

#include "face/terminal/tty.h"

/* The prompt, and the empty line before it. */
#define PROMPT_LINES 2

static struct text_style style_now(const struct screen *screen)
{
    return (struct text_style){ tty_size(STDOUT_FILENO).columns, screen->is_coloured };
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
        screen->status = tty_write(bytes, screen->failure);
}

static int line_feeds(struct string s)
{
    int count = 0;
    for (size_t i = 0; i < s.size; i++)
        count += s.bytes[i] == '\n';
    return count;
}

/* A heading is never parted from what it stands over: the sibling after the first views that belong together. */
static const struct view *unit_end(const struct view *first)
{
    while (first->kind == VIEW_HEADING && first->next)
        first = first->next;
    return first->next;
}

static void render_unit(struct buffer *buffer, const struct view *first, const struct text_style *style)
{
    const struct view *end = unit_end(first);
    struct view unit = { .kind = VIEW_GROUP };
    for (const struct view *view = first; view != end; view = view->next) {
        struct view *copy = ARENA_NEW(buffer->arena, struct view);
        *copy = *view;
        copy->next = NULL;
        view_append(&unit, copy);
    }
    render_text(buffer, &unit, style);
}

/* Write a unit unless it must wait for the next screenful. */
static bool write_unit(struct screen *screen, const struct view *first, bool may_wait)
{
    struct arena arena = { 0 };
    struct text_style style = style_now(screen);
    struct buffer buffer = buffer_in(&arena);
    if (screen->is_begun)
        buffer_add_byte(&buffer, '\n');
    render_unit(&buffer, first, &style);
    int lines = line_feeds(buffer_string(&buffer));
    bool waits = may_wait && screen->line_count > 0 && screen->line_count + lines > rows_now(screen);
    if (!waits && lines > screen->is_begun) {
        write_out(screen, buffer_string(&buffer));
        screen->line_count += lines;
        screen->is_begun = true;
    }
    arena_clear(&arena);
    return !waits;
}

static void go_on(struct screen *screen)
{
    while (screen->rest && write_unit(screen, screen->rest, true))
        screen->rest = unit_end(screen->rest);
}

void screen_show(struct screen *screen, const struct view *view)
{
    screen->rest = view->kind == VIEW_GROUP ? view->first : view;
    go_on(screen);
}

void screen_show_more(struct screen *screen)
{
    screen->line_count = 0;
    go_on(screen);
}

bool screen_has_more(const struct screen *screen)
{
    return screen->rest != NULL;
}

void screen_aside(struct screen *screen, const struct view *view)
{
    if (view->kind != VIEW_GROUP)
        write_unit(screen, view, false);
    else
        for (const struct view *child = view->first; child; child = unit_end(child))
            write_unit(screen, child, false);
}

void screen_say(struct screen *screen, enum view_role role, struct string sentence)
{
    struct arena arena = { 0 };
    struct view *paragraph = view_new(&arena, VIEW_PARAGRAPH, role);
    paragraph->text = text_plain(&arena, sentence);
    write_unit(screen, paragraph, false);
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
