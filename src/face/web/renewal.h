/* renewal: the sets at hand as they are now, once somebody asks which there are.
 *
 * Knows when to read them anew, and how to put what was read in the place of what was there while nobody is in the
 * site. Knows neither files nor formats: web.h's struct web_stock does. */
#ifndef VIVA_FACE_WEB_RENEWAL_H
#define VIVA_FACE_WEB_RENEWAL_H

#include "face/web/site.h"

void renewal_init(struct site *site);
void renewal_clear(struct site *site); /* nobody is in the site */

/* Go on with then, in the site as the request is, when its sets are those of now. What cannot be read leaves them as
 * they were, and is tried again by the next one who asks. */
void renewal_before(struct request *request, request_handler then);

#endif
