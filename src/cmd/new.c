#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/files.h"
#include "cmd/bundle.h"
#include "cmd/say.h"
#include "cmd/verb.h"

static struct string base_name(struct string path)
{
    struct string name = path;
    while (path.size > 0)
        name = string_cut(&path, '/');
    return name;
}

/* "my-set" from "drafts/my-set.md"; empty when there is no slug in it. */
static struct string slug_of(struct string path)
{
    struct string name = base_name(path), suffix = STRING(".md");
    if (string_ends_with(name, suffix))
        name = string_slice(name, 0, name.size - suffix.size);
    return string_is_slug(name) ? name : (struct string){ 0 };
}

/* "My set" from "my-set". */
static struct string title_of(struct arena *arena, struct string slug)
{
    struct buffer buffer = buffer_in(arena);
    for (size_t i = 0; i < slug.size; i++) {
        char byte = slug.bytes[i];
        bool is_first_letter = i == 0 && byte >= 'a' && byte <= 'z';
        buffer_add_byte(&buffer, byte == '-' ? ' ' : is_first_letter ? (char)(byte - 'a' + 'A') : byte);
    }
    return buffer_string(&buffer);
}

/* Into a file that must not be there yet. */
static enum status write_new(struct call *call, struct string path, struct string text)
{
    char *name = string_c(call->arena, path);
    FILE *file = fopen(name, "wxe");
    if (!file && errno == EEXIST)
        return words_failure(&call->failure, STATUS_CONFLICT, SAY_NEW_EXISTS, WORDS({ "path", .plain = path }));
    if (!file)
        return failure_set_system(&call->failure, errno, "cannot make \"%s\"", name);
    bool is_written = fwrite(text.bytes, 1, text.size, file) == text.size;
    int error = errno;
    if (fclose(file) == 0 && is_written)
        return STATUS_OK;
    error = is_written ? errno : error;
    unlink(name);
    return failure_set_system(&call->failure, error, "cannot write \"%s\"", name);
}

static enum status run(struct call *call)
{
    struct string path = call->arguments->operands[0], slug = slug_of(path);
    if (slug.size == 0)
        return words_failure(&call->failure, STATUS_USAGE, SAY_NEW_NOT_A_SLUG,
                             WORDS({ "name", .plain = base_name(path) }));
    if (!string_ends_with(path, STRING(".md")))
        path = string_format(call->arena, "%.*s.md", STRING_ARG(path));
    struct string text = words_fill(call->arena, string_c(call->arena, bundle_template),
                                    WORDS({ "set", .plain = slug }, { "title", .plain = title_of(call->arena, slug) }));
    enum status status = write_new(call, path, text);
    if (status == STATUS_OK)
        say_out(words_string(call->arena, SAY_NEW_DONE, WORDS({ "path", .plain = path })));
    return status;
}

const struct verb verb_new = {
    .name = "new",
    .summary = "begin a set of your own from a template",
    .operands = "FILE",
    .operand_kind = OPERAND_FILE,
    .operand_min = 1,
    .operand_max = 1,
    .text =
        "Writes a small set that is complete and explains itself, for you to change. FILE is the new file; its name "
        "becomes the name of the set: lower-case letters, digits and hyphens. \".md\" is added when it is not there. A "
        "file "
        "that exists is never touched. viva-set(5) describes the format.",
    .examples = { { "viva new my-set.md", "begin a set named my-set" } },
    .function = run,
};
