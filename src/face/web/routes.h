/* routes: which method and path leads to whom. Rows of one table, which the OpenAPI description is held against. */
#ifndef VIVA_FACE_WEB_ROUTES_H
#define VIVA_FACE_WEB_ROUTES_H

#include "face/web/site.h"

enum who { WHO_ANYONE, WHO_LEARNER };

/* What a POST or a PUT carries. */
enum body_kind { BODY_NONE, BODY_FORM, BODY_JSON };

struct route {
    enum http_method method; /* HTTP_GET serves HEAD too */
    const char *path;        /* "/runs/:run/:step": a part with a colon is a parameter, read by its name */
    enum who who;
    enum body_kind body;
    request_handler handler;
};

extern const struct route routes[];
extern const size_t route_count;

/* Find the row, read its parameters, hand over. Everything that fits no row is answered here: 404, 405 with Allow, 415.
 */
void routes_handle(struct http_exchange *exchange, const struct http_request *request, void *site);

#endif
