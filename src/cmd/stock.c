#include "cmd/stock.h"

#include "app/contents.h"
#include "cmd/home.h"
#include "cmd/installed.h"

enum status stock_read(struct call *call, struct library *library)
{
    struct shelf shelf;
    enum status status = shelf_open(call, &shelf);
    if (status == STATUS_OK)
        status = shelf_read_all(&shelf);
    if (status != STATUS_OK)
        return status;
    *library = shelf.library;
    library->contents = contents_new(call->arena, library);
    return STATUS_OK;
}

static uint64_t stamp(void *context)
{
    const struct stock *stock = context;
    return installed_stamp(stock->installed);
}

static bool read_anew(void *context, struct arena *arena, struct library *library)
{
    const struct stock *stock = context;
    struct call call = { .arguments = stock->call->arguments, .arena = arena };
    return stock_read(&call, library) == STATUS_OK;
}

void stock_init(struct stock *stock, struct call *call)
{
    *stock = (struct stock){ .call = call, .installed = home_of(call).installed };
    stock->web = (struct web_stock){ .first_stamp = stamp(stock), .stamp = stamp, .read = read_anew, .context = stock };
}
