#include "cmd/draft.h"
#include "cmd/home.h"
#include "cmd/stock.h"
#include "words/words.h"

#define PORT_USUAL 8080

static struct web_options web_options_of(struct call *call)
{
    const struct option_value *options = call->arguments->options;
    return (struct web_options){
        .address = options[OPTION_ADDRESS].is_given ? string_c(call->arena, options[OPTION_ADDRESS].text) : "127.0.0.1",
        .port = options[OPTION_PORT].is_given ? (uint16_t)options[OPTION_PORT].number : PORT_USUAL,
        .socket_path = options[OPTION_SOCKET].is_given ? string_c(call->arena, options[OPTION_SOCKET].text) : NULL,
        .has_now = options[OPTION_NOW].is_given,
        .now = options[OPTION_NOW].moment,
        .has_seed = options[OPTION_SEED].is_given,
        .seed = options[OPTION_SEED].number,
        .data_folder = home_of(call).folder,
    };
}

static enum status check_port(struct call *call)
{
    const struct option_value *port = &call->arguments->options[OPTION_PORT];
    if (!port->is_given || port->number <= UINT16_MAX)
        return STATUS_OK;
    return words_failure(&call->failure, STATUS_USAGE, SAY_WRONG_VALUE,
                         WORDS({ "value", .plain = port->text }, { "option", .plain = STRING("port") },
                               { "expected", .plain = words_plain(SAY_EXPECTED_PORT) }));
}

/* What is tried out while a set is written is no practice: it is kept in memory, and gone in the end. */
static enum status open_store(struct call *call, bool is_written, struct store **store)
{
    if (!is_written)
        return home_open_for_change(call, store);
    *store = store_open_memory();
    return STATUS_OK;
}

static enum status run(struct call *call)
{
    const struct option_value *author = &call->arguments->options[OPTION_AUTHOR];
    struct web_options options = web_options_of(call);
    struct draft draft;
    struct stock stock;
    struct library library;
    struct store *store;
    struct learner learner;
    web_block_signals();
    stock_init(&stock, call);
    enum status status = check_port(call);
    if (status == STATUS_OK)
        status = stock_read(call, &library);
    if (status == STATUS_OK)
        status = open_store(call, author->is_given, &store);
    if (status != STATUS_OK)
        return status;
    draft_init(&draft, author->text, &library);
    options.author = author->is_given ? &draft.author : NULL;
    options.stock = author->is_given ? NULL : &stock.web;
    status = learner_local(store, &library, &learner, &call->failure);
    if (status == STATUS_OK)
        status = web_serve(&options, &learner, &call->failure);
    store_close(store);
    return status;
}

const struct verb verb_serve = {
    .name = "serve",
    .summary = "practise in a browser, on this computer alone",
    .operands = "",
    .options = { OPTION_PORT, OPTION_ADDRESS, OPTION_SOCKET, OPTION_AUTHOR, OPTION_SEED, OPTION_NOW },
    .text = "Prints an address and serves pages there until it is told to end (Ctrl-C, or the signal TERM); what is under way "
            "is then finished first. Open the address in a browser: every page works with and without JavaScript. The same "
            "can be had as JSON; docs/http.md describes it.\n"
            "There are no accounts: whoever can reach the address can read and erase your answers. So viva listens only where "
            "nobody but this computer can reach it.\n"
            "With --author it shows a set while you write it, on the page /author: the whole set as it will be practised, key and "
            "all, and what is wrong with it. The page follows the file. What you try out is kept nowhere.",
    .examples = {
        { "viva serve", "serve on http://127.0.0.1:8080" },
        { "viva serve --port 0", "serve on a free port; the first line says which" },
        { "viva serve --author my-set.md", "see a set as you write it" },
    },
    .function = run,
};
