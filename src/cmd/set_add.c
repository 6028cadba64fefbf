#include "base/files.h"
#include "cmd/install.h"
#include "cmd/output.h"

static enum status run(struct call *call)
{
    struct string path = call->arguments->operands[0];
    struct view *page = view_new(call->arena, VIEW_GROUP, ROLE_NONE);
    struct installed installed;
    struct news news;
    int lock;
    enum status status = installed_open_for_change(call, &installed, &lock);
    if (status != STATUS_OK)
        return status;
    struct installed_source *source = installed_find_source(&installed, files_resolve(call->arena, path));
    status = install(call, &installed, source, path, INSTALL_ALL, &news);
    installed_close_for_change(call, &installed, lock);
    if (status != STATUS_OK)
        return status;
    news_add_view(call->arena, page, &news);
    output_view(call, page);
    return STATUS_OK;
}

const struct verb verb_set_add = {
    .name = "set add",
    .summary = "install the sets in a file, a folder or a git checkout",
    .operands = "PATH",
    .operand_kind = OPERAND_FILE,
    .operand_min = 1,
    .operand_max = 1,
    .options = { OPTION_NOW },
    .text = "Copies every set that it finds to the data folder, so that it is at hand by its name whatever becomes of PATH: all of "
            "them or, when one of them has an error, none. PATH is the file of a set, or a folder with sets in it and below it; "
            "of a git checkout the commit is remembered.\n"
            "A folder from elsewhere is not trusted: no program of it is run and no git, no link is followed, and only regular "
            "files are read, up to a number and a size. Hidden files are left out, and so is Markdown that is no set.\n"
            "An id means one set: when another one has it already, nothing is installed, and both are named. The namespace "
            "\"viva\" is kept for the sets that come with viva.",
    .examples = {
        { "viva set add caching.md", "install one set" },
        { "viva set add ~/src/interview-sets", "install all sets of a git checkout" },
    },
    .function = run,
};
