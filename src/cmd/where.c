#include <sys/stat.h>

#include "base/files.h"
#include "cmd/home.h"
#include "cmd/output.h"
#include "cmd/say.h"

/* Everything in the data folder that viva knows of. */
static const struct {
    const char *name, *id;
    enum say what;
    bool is_always; /* told of even when it is not there */
} rows[] = {
    { "viva.db", "database", SAY_WHERE_DATABASE, true },
    { "viva.db-wal", "log", SAY_WHERE_LOG, false },
    { "viva.db-shm", "index", SAY_WHERE_INDEX, false },
    { "viva.db.before-restore", "before_restore", SAY_WHERE_ASIDE, false },
    { "sets", "sets", SAY_WHERE_SETS, true },
    { "installed", "installed", SAY_WHERE_INSTALLED, true },
};
#define ROW_COUNT (sizeof rows / sizeof rows[0])

struct finding {
    struct string path;
    bool is_there;
    int64_t size_bytes; /* of a folder: of the files in it */
    unsigned mode;
};

static int64_t folder_size(struct arena *arena, struct string folder)
{
    struct strings paths;
    struct stat about;
    int64_t size = 0;
    if (files_list(arena, folder, STRING(""), &paths, NULL) != STATUS_OK)
        return 0;
    for (size_t i = 0; i < paths.count; i++)
        if (stat(string_c(arena, paths.items[i]), &about) == 0)
            size += about.st_size;
    return size;
}

static struct finding look(struct arena *arena, struct string path)
{
    struct stat about;
    struct finding finding = { .path = path };
    finding.is_there = stat(string_c(arena, path), &about) == 0;
    if (!finding.is_there)
        return finding;
    finding.size_bytes = S_ISDIR(about.st_mode) ? folder_size(arena, path) : about.st_size;
    finding.mode = about.st_mode & 0777;
    return finding;
}

static struct string mode_digits(struct arena *arena, unsigned mode)
{
    return string_format(arena, "%04o", mode);
}

static struct string mode_words(struct arena *arena, unsigned mode)
{
    if ((mode & 077) == 0)
        return words_plain(SAY_WHERE_MODE_PRIVATE);
    return words_string(arena, SAY_WHERE_MODE_OPEN, WORDS({ "mode", .plain = mode_digits(arena, mode) }));
}

static struct string finding_words(struct arena *arena, const struct finding *finding, enum say what)
{
    if (!finding->is_there)
        return words_string(arena, SAY_WHERE_ABSENT, WORDS({ "what", .plain = words_plain(what) }));
    return words_string(arena, SAY_WHERE_ITEM,
                        WORDS({ "size", .plain = words_counted(arena, SAY_COUNT_BYTES, finding->size_bytes, NO_WORDS) },
                              { "mode", .plain = mode_words(arena, finding->mode) },
                              { "what", .plain = words_plain(what) }));
}

static void write_view(struct call *call, struct string folder, const struct finding *findings)
{
    struct arena *arena = call->arena;
    struct view *page = view_new(arena, VIEW_GROUP, ROLE_NONE);
    view_add_string(arena, page, VIEW_PARAGRAPH, ROLE_NONE,
                    words_string(arena, SAY_WHERE_FOLDER, WORDS({ "folder", .plain = folder })));
    struct view *pairs = view_add(arena, page, VIEW_PAIRS, ROLE_NONE);
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].is_always || findings[i].is_there)
            view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, string_from(rows[i].name)),
                          text_plain(arena, finding_words(arena, &findings[i], rows[i].what)));
    view_add_string(arena, page, VIEW_PARAGRAPH, ROLE_MUTED, words_plain(SAY_WHERE_ELSEWHERE));
    output_view(call, page);
}

static void write_finding(struct json_writer *json, const struct finding *finding, size_t row)
{
    json_begin_object(json);
    output_string(json, "kind", string_from(rows[row].id));
    output_string(json, "path", finding->path);
    output_bool(json, "exists", finding->is_there);
    output_integer(json, "size_bytes", finding->size_bytes);
    output_string(json, "mode", finding->is_there ? mode_digits(json->buffer->arena, finding->mode) : STRING(""));
    output_string(json, "what", words_plain(rows[row].what));
    json_end_object(json);
}

static void write_json(struct call *call, struct string folder, const struct finding *findings)
{
    struct output_json output = output_json_begin(call, "where");
    output_string(&output.writer, "folder", folder);
    json_write_key(&output.writer, "places");
    json_begin_array(&output.writer);
    for (size_t i = 0; i < ROW_COUNT; i++)
        write_finding(&output.writer, &findings[i], i);
    json_end_array(&output.writer);
    output_json_end(&output);
}

static enum status run(struct call *call)
{
    struct home home = home_of(call);
    struct finding findings[ROW_COUNT];
    for (size_t i = 0; i < ROW_COUNT; i++)
        findings[i] = look(call->arena, files_join(call->arena, home.folder, string_from(rows[i].name)));
    (call->arguments->options[OPTION_JSON].is_given ? write_json : write_view)(call, home.folder, findings);
    return STATUS_OK;
}

const struct verb verb_where = {
    .name = "where",
    .summary = "tell what viva keeps on this computer, and where",
    .operands = "",
    .options = { OPTION_JSON },
    .text = "Names every file that viva keeps, with its size, who can read it and what is in it.",
    .examples = { { "viva where", "see what is kept" }, { "viva where --json", "the same for a program" } },
    .function = run,
};
