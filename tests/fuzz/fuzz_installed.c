/* Any bytes as the index of installed sets: it is refused; or it leads nowhere but to files of its own folder, can be
 * listed, and is the same when it is written and read anew. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/check.h"
#include "base/files.h"
#include "cmd/installed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The data folder of this process, in memory where there is such a file system, and what is in it. */
static char folder[64], installed_folder[96], index_file[128];

static void folder_remove(void)
{
    unlink(index_file);
    rmdir(installed_folder);
    rmdir(folder);
}

static void folder_ensure(void)
{
    if (folder[0] == '\0') {
        snprintf(folder, sizeof folder, "%s/viva-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
        CHECK(mkdtemp(folder) != NULL);
        snprintf(installed_folder, sizeof installed_folder, "%s/installed", folder);
        snprintf(index_file, sizeof index_file, "%s/index.json", installed_folder);
        CHECK(mkdir(installed_folder, 0700) == 0);
        atexit(folder_remove);
    }
}

static void index_write(const uint8_t *data, size_t size)
{
    FILE *file = fopen(index_file, "wb");
    CHECK(file != NULL && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

static struct string index_bytes(struct arena *arena)
{
    struct string bytes;
    CHECK(files_read(arena, string_from(index_file), SIZE_MAX, &bytes, NULL) == STATUS_OK);
    return bytes;
}

/* The copy of a set is a file beside the index, and never the index itself. */
static void check_path(struct arena *arena, const struct installed *installed, const struct installed_set *set)
{
    struct string path = installed_path(arena, installed, set), beside = string_from(installed_folder);
    CHECK(string_starts_with(path, beside) && !string_is(path, index_file));
    CHECK(string_find(string_slice(path, beside.size + 1, path.size), STRING("/")) == STRING_NOT_FOUND);
}

/* Who names a set by its full id finds one of that id, or is told that several have it. */
static void check_id(struct call *call, const struct installed *installed, struct string id)
{
    struct installed_source *source = NULL;
    size_t set = 0;
    enum status status = installed_find(call, installed, id, &source, &set);
    CHECK(status == STATUS_OK || status == STATUS_USAGE);
    CHECK(source && set < source->sets.count && string_equal(source->sets.items[set].id, id));
}

static void check_sources(struct call *call, const struct installed *installed)
{
    for (size_t i = 0; i < installed->sources.count; i++) {
        const struct installed_source *source = &installed->sources.items[i];
        CHECK(installed_find_source(installed, source->path) != NULL);
        for (size_t s = 0; s < source->sets.count; s++) {
            check_path(call->arena, installed, &source->sets.items[s]);
            check_id(call, installed, source->sets.items[s].id);
        }
    }
}

/* What is written is read, and is the same when it is written again. */
static void check_round_trip(struct call *call, const struct installed *installed)
{
    struct installed again;
    CHECK(installed_write(call, installed) == STATUS_OK);
    struct string written = index_bytes(call->arena);
    CHECK(installed_read(call, &again) == STATUS_OK && again.sources.count == installed->sources.count);
    CHECK(installed_write(call, &again) == STATUS_OK);
    CHECK(string_equal(index_bytes(call->arena), written));
}

/* `viva set list`, whose words nobody reads here. */
static void list(struct call *call, struct arguments *arguments, enum option_id form)
{
    const struct verb *verb = verb_find(STRING("set list"));
    fflush(stdout);
    int screen = dup(STDOUT_FILENO), nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    CHECK(screen >= 0 && dup2(nothing, STDOUT_FILENO) >= 0);
    arguments->options[form].is_given = true;
    CHECK(verb->function(call) == STATUS_OK);
    arguments->options[form].is_given = false;
    fflush(stdout);
    dup2(screen, STDOUT_FILENO);
    close(screen);
    close(nothing);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    folder_ensure();
    struct arguments arguments = { .options[OPTION_DATA] = { .is_given = true, .text = string_from(folder) } };
    struct call call = { .arguments = &arguments, .arena = &arena };
    struct installed installed;
    index_write(data, size);
    enum status status = installed_read(&call, &installed);
    CHECK(status == STATUS_OK || status == STATUS_CORRUPT || status == STATUS_TOO_NEW || status == STATUS_TOO_LARGE);
    if (status == STATUS_OK) {
        check_sources(&call, &installed);
        list(&call, &arguments, OPTION_PLAIN);
        list(&call, &arguments, OPTION_JSON);
        check_round_trip(&call, &installed);
    }
    arena_clear(&arena);
    return 0;
}
