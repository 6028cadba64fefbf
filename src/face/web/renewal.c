#include "face/web/renewal.h"

#include "face/web/reply.h"

void renewal_init(struct site *site)
{
    site->renewal.stamp = site->options->stock != NULL ? site->options->stock->first_stamp : 0;
}

void renewal_clear(struct site *site)
{
    arena_clear(&site->renewal.arena);
}

static bool is_due(const struct site *site)
{
    const struct web_stock *stock = site->options->stock;
    return stock != NULL && stock->stamp(stock->context) != site->renewal.stamp;
}

/* Nobody else is in the site. The stamp is taken first: what changes while the sets are read makes it another one. */
static void renew(struct site *site)
{
    const struct web_stock *stock = site->options->stock;
    uint64_t stamp = stock->stamp(stock->context);
    struct arena arena = { 0 };
    struct library library;
    if (!stock->read(stock->context, &arena, &library)) {
        arena_clear(&arena);
        return;
    }
    site->renewal.library = library;
    site_change_library(site, &site->renewal.library);
    arena_clear(&site->renewal.arena);
    site->renewal.arena = arena;
    site->renewal.stamp = stamp;
}

/* Of several who asked at once, the first has done it for all. */
static void renew_and_go_on(struct request *request)
{
    struct site *site = request->site;
    if (is_due(site))
        renew(site);
    site_give(site);
    if (request->http->is_gone)
        reply_gone(request);
    else
        site_enter(request, request->renewed);
}

void renewal_before(struct request *request, request_handler then)
{
    if (!is_due(request->site)) {
        then(request);
        return;
    }
    request->renewed = then;
    site_take_for(request, renew_and_go_on);
}
