#include "cmd/say.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/time.h"
#include "render/page.h"

static int out_error; /* of the first write that failed */

void say_out(struct string text)
{
    if (text.size > 0 && fwrite(text.bytes, 1, text.size, stdout) != text.size && out_error == 0)
        out_error = errno;
}

enum status say_out_end(struct failure *failure)
{
    if (fflush(stdout) != 0 && out_error == 0)
        out_error = errno;
    return out_error == 0 ? STATUS_OK : failure_set_system(failure, out_error, "cannot write standard output");
}

/* What is named in a message may hold anything; nothing of it reaches the terminal as a command. */
void say_note(struct string text)
{
    struct arena arena = { 0 };
    struct string clean = page_clean(&arena, text);
    fflush(stdout);
    fprintf(stderr, "viva: %.*s\n", STRING_ARG(clean));
    arena_clear(&arena);
}

void say_problems(const struct problems *problems)
{
    struct arena arena = { 0 };
    struct buffer buffer = buffer_in(&arena);
    for (size_t i = 0; i < problems->count; i++)
        problem_write(&buffer, &problems->items[i]);
    fflush(stdout);
    fwrite(buffer.bytes, 1, buffer.size, stderr);
    if (problems->dropped_count > 0)
        say_note(words_counted(&arena, SAY_PROBLEMS_DROPPED, (int64_t)problems->dropped_count, NO_WORDS));
    arena_clear(&arena);
}

/* How far. */

#define SECOND_MS 1000

struct say_progress say_progress_start(enum say sentence, bool is_plain)
{
    uint64_t now = time_monotonic_ms();
    return (struct say_progress){
        .sentence = sentence, .began_at = now, .said_at = now, .is_shown = !is_plain && isatty(2)
    };
}

void say_progress(struct say_progress *progress, int64_t count)
{
    if (!progress->is_shown)
        return;
    uint64_t now = time_monotonic_ms();
    if (now - progress->said_at < SECOND_MS)
        return;
    struct arena arena = { 0 };
    struct string text = words_counted(&arena, progress->sentence, count, NO_WORDS);
    fprintf(stderr, "\r%.*s", STRING_ARG(text));
    fflush(stderr);
    arena_clear(&arena);
    progress->said_at = now;
    progress->has_said = true;
}

void say_progress_end(struct say_progress *progress)
{
    if (progress->has_said)
        fputs("\r\033[K", stderr);
}
