#include "app/journal.h"
#include "cmd/home.h"
#include "cmd/say.h"

static enum status write_line(struct string line, void *context)
{
    (void)context;
    say_out(line); /* what could not be written is found out at the end */
    return STATUS_OK;
}

static enum status run(struct call *call)
{
    struct store *store;
    enum status status = home_open(call, &store);
    if (status != STATUS_OK)
        return status;
    status = journal_export(store, JOURNAL_WHOLE, write_line, NULL, &call->failure);
    store_close(store);
    return status;
}

const struct verb verb_export_journal = {
    .name = "export-journal",
    .summary = "write everything you ever answered, as JSON lines",
    .operands = "",
    .text = "Writes the whole journal to standard output, one JSON object a line: what you answered and when, and every version "
            "of the exercises that you were asked. Nothing is left out. docs/journal.md describes each line.",
    .examples = {
        { "viva export-journal > journal.jsonl", "all of it in a file" },
        { "viva export-journal | grep '\"kind\":\"choice\"' | wc -l", "how many answers there are" },
    },
    .function = run,
};
