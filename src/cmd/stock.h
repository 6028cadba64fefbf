/* stock: the sets at hand, for a server that goes on while others install, update and remove them.
 *
 * Knows when the index of installed sets is another one, and how to read all sets anew. Knows nothing of requests. */
#ifndef VIVA_CMD_STOCK_H
#define VIVA_CMD_STOCK_H

#include "cmd/shelf.h"
#include "face/web/web.h"

struct stock {
    struct call *call;
    struct string installed; /* the folder */
    struct web_stock web;    /* what the face is handed */
};

/* To be called before the sets are read for the first time: what is installed from then on is noticed. The stock is
 * handed to the face by its address, and must live as long. */
void stock_init(struct stock *stock, struct call *call);

/* Read all sets at hand into library; all of it lives in the call's arena. */
enum status stock_read(struct call *call, struct library *library);

#endif
